import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { until } from '../../local/until.ts';
import { Pods } from './pods.ts';
import { runtimes } from './runtimes.ts';

const [runtime] = await runtimes();
const file = path.resolve(import.meta.dirname, '../../../providers/kubernetes/faults/signal.sh');

describe('the script that strikes a server in its container', () => {
  let pods: Pods;
  before(async () => {
    pods = await Pods.make(runtime);
    pods.start();
    await pods.ready();
  });
  after(() => pods.remove());

  it('freezes, wakes and kills the server of its pod, and no other', async () => {
    const [first, second] = pods.replicas(await pods.primary());
    if (!first || !second) throw new Error('No replicas.');
    const [struck, spared] = await Promise.all([first.server(), second.server()]);
    await send(first.folder, 'STOP');
    await until(async () => (await stateOf(struck)) === 'T', 'it is frozen');
    expect(await stateOf(spared)).not.to.equal('T');
    await send(first.folder, 'CONT');
    await until(async () => (await stateOf(struck)) !== 'T', 'it runs again');
    await send(first.folder, 'KILL');
    expect(await first.ended()).to.equal(137);
    expect(await stateOf(spared)).not.to.equal('T');
    const refusal = await send(first.folder, 'KILL').catch((error) => String(error.stderr));
    expect(refusal).to.contain('no server runs there');
  });

  async function send(folder: string, signal: string): Promise<unknown> {
    const [shell = 'sh', ...args] = runtime.shell;
    const env = { PATH: runtime.path, HA_RUN_DIR: path.join(folder, 'run') };
    return promisify(execFile)(shell, [...args, '-c', await readFile(file, 'utf8'), 'signal', signal], {
      env,
    });
  }
});

async function stateOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return /\) (\S)/.exec(stat)?.[1];
}
