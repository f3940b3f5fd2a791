// compose.yaml as somebody with Docker runs it, under podman-compose: clients that write, a kill, a restart, and everything anew.

import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { type ClientConnection, openClient } from '../../../cli/drill/write/client.ts';
import { fromEnv } from '../../../client/env/index.ts';
import { judgeArgs } from '../../../components/validate/index.ts';
import { backends } from '../../../providers/index.ts';
import { composeOf } from '../../../providers/kubernetes/compose/index.ts';
import { freePorts } from '../../local/instance.ts';
import { until } from '../../local/until.ts';
import { type Trial, writeDuring } from '../kubernetes/instance/trial.ts';
import { writeHere } from '../kubernetes/writing/index.ts';
import { Engine, missing } from './engine.ts';

const reason = await missing();
const data = ['data-0', 'data-1', 'data-2'];
const killServer =
  'for p in /proc/[0-9]*; do if grep -q redis-server $p/comm; then kill -9 $(basename $p); fi; done';
const sentinels = ['sentinel-0', 'sentinel-1', 'sentinel-2'];

describe('compose.yaml', () => {
  if (reason) {
    it(reason);
    return;
  }
  let engine: Engine;
  let project: string;
  let at: ClientConnection;

  before(async () => {
    engine = await Engine.make();
    await engine.makeImage();
    // Its name is the network's, and addresses given to a network of that name are kept for the whole machine.
    const name = `project${process.pid}`;
    project = path.join(engine.folder, name);
    await mkdir(project);
    await symlink(path.resolve(import.meta.dirname, '../../../providers'), path.join(project, 'providers'));
    const basePort = await freePorts(6);
    const judged = judgeArgs({ backend: 'local', failover: { profile: 'balanced' } }, backends);
    if (judged.problems) throw new Error(JSON.stringify(judged.problems));
    const machine = { basePort, sentinelBasePort: basePort + 3, memoryGb: 0.25 };
    const text = composeOf('main', judged.spec, machine, 'a test');
    await writeFile(path.join(project, 'compose.yaml'), await engine.makeNetwork(name, text));
    await engine.compose(project, 'up', '--detach');
    const place = (member: string, port: number, index: number) =>
      [`${member}:${port}`, { host: '127.0.0.1', port: basePort + index }] as const;
    const natMap = Object.fromEntries([
      ...data.map((member, index) => place(member, 6379, index)),
      ...sentinels.map((member, index) => place(member, 26379, index + 3)),
    ]);
    await allReady();
    const printed = await engine.compose(project, 'run', '--rm', 'setup', 'env');
    const connection = fromEnv(parseEnv(printed.slice(printed.indexOf('REDIS_MODE'))));
    at = { connection: { ...connection, tls: { ...connection.tls, serverName: 'localhost' } }, natMap };
  });

  after(async () => {
    if (project) await engine.compose(project, 'down', '--volumes').catch(() => undefined);
    await engine?.remove();
  });

  it('has one primary, TLS on every link, and no password where anybody may look', async () => {
    expect(at.connection.tls.enabled).to.equal(true);
    await primary();
    const seen = await engine.podman('inspect', ...data.map(container), container('setup'));
    expect(seen).not.to.contain(at.connection.password);
  });

  it('loses nothing that was acknowledged when the primary is killed and restarted in its place', async () => {
    const old = await primary();
    const trial = await writing(async () => {
      // The command ends with the container that it breaks.
      await inside(old, killServer).catch(() => undefined);
      // What Docker does by itself. This podman would, if it were installed: who watches its containers does not find it.
      await until(
        () =>
          engine.podman('start', container(old)).then(
            () => true,
            () => false,
          ),
        `${old} is started again`,
      );
    });
    tell(trial);
    expect(trial.lost, trial.lostOnes.join('\n')).to.equal(0);
    await allReady();
    expect(await primary()).not.to.equal(old);
  });

  it('hands over when the primary is restarted', async () => {
    const old = await primary();
    const trial = await writing(() => engine.podman('restart', container(old)));
    tell(trial);
    expect(trial.lost + trial.lostAtTheEnd, trial.lostOnes.join('\n')).to.equal(0);
    await allReady();
    expect(await primary()).not.to.equal(old);
  });

  it('has all data back after down and up, under the same passwords', async () => {
    const before = openClient(at);
    await before.set('kept', 'yes');
    await before.ha.close({ timeoutMs: 1000 });
    await engine.compose(project, 'down');
    await engine.compose(project, 'up', '--detach');
    await allReady();
    const again = openClient(at);
    expect(await again.get('kept')).to.equal('yes');
    await again.ha.close({ timeoutMs: 1000 });
  });

  async function writing(fault: () => Promise<unknown>): Promise<Trial> {
    const [trial] = await writeDuring([writeHere(at)], fault);
    if (!trial) throw new Error('Nothing was written.');
    return trial;
  }

  function container(member: string): string {
    return `${path.basename(project)}_${member}_1`;
  }

  async function inside(member: string, script: string): Promise<string> {
    return engine.podman('exec', container(member), 'sh', '-c', script);
  }

  async function allReady(): Promise<void> {
    const ready = (member: string) =>
      inside(member, `sh /opt/redis-ha/scripts/${member.split('-')[0]}-ready.sh`);
    await until(async () => {
      for (const member of [...data, ...sentinels]) await ready(member);
      return true;
    }, 'every member is healthy');
  }

  /** The one that is, once there is exactly one. */
  async function primary(): Promise<string> {
    const ask =
      'REDISCLI_AUTH=$(cat /etc/redis-ha/secrets/operator-password) redis-cli --user operator -s /run/redis-ha/data.sock role';
    let found: string[] = [];
    await until(async () => {
      const roles = await Promise.all(data.map((member) => inside(member, ask).catch(() => '')));
      found = data.filter((_, index) => roles[index]?.startsWith('master'));
      return found.length === 1;
    }, 'exactly one server is primary');
    return found[0] ?? '';
  }
});

function tell({ acked, lost, lostAtTheEnd, gapMs }: Trial): void {
  console.log(
    `        ${acked} acknowledged, ${lost} lost and ${lostAtTheEnd} at the end; longest gap ${gapMs} ms`,
  );
}
