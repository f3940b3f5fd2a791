import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { unpacked } from '../../debian/index.ts';
import { scripts } from './pod.ts';
import { find } from './runtimes.ts';

const run = promisify(execFile);
const folders = [
  scripts,
  ...['faults', 'snapshots', 'proxy', 'compose'].map((name) => path.join(scripts, '..', name)),
];
const files = (await Promise.all(folders.map(scriptsIn))).flat();

/** What reads the scripts without running them; skipped where the machine does not have it. */
const readers: Record<string, string[]> = {
  dash: ['-n'],
  busybox: ['sh', '-n'],
  bash: ['--posix', '-n'],
};

describe('pod scripts, as text', () => {
  for (const [reader, args] of Object.entries(readers)) {
    it(`are read by ${reader}`, async function () {
      if (!(await find(reader))) this.skip();
      for (const file of files) await run(reader, [...args, file]);
    });
  }

  it('have nothing that shellcheck complains of', async function () {
    const shellcheck = (await find('shellcheck')) ?? (await unpackedShellcheck());
    if (!shellcheck) this.skip();
    const root = path.resolve(scripts, '../../..');
    const { stdout } = await run(shellcheck, ['-x', ...files], { cwd: root }).catch((error) => error);
    expect(stdout).to.equal('');
  });
});

async function unpackedShellcheck(): Promise<string | undefined> {
  const found = await unpacked('shellcheck');
  return 'missing' in found ? undefined : path.join(found.bin, 'shellcheck');
}

async function scriptsIn(folder: string): Promise<string[]> {
  return (await readdir(folder))
    .filter((name) => name.endsWith('.sh'))
    .map((name) => path.join(folder, name));
}
