import { chmod, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, it } from 'mocha';

const repository = fileURLToPath(new URL('../../', import.meta.url));

async function script(file: string, text: string): Promise<void> {
  await writeFile(file, `#!/bin/sh\n${text}\n`);
  await chmod(file, 0o755);
}

describe('setup of a server', () => {
  let folder: string;
  let programs: string;
  const setUp = () =>
    execa('sh', [join(folder, 'setup', 'server.sh')], {
      env: { PATH: programs },
      extendEnv: false,
      reject: false,
    });

  beforeEach(async () => {
    // A machine with a shell and its simplest tools, and no package manager.
    folder = await mkdtemp(join(tmpdir(), 'redis-ha-setup-'));
    programs = join(folder, 'programs');
    await mkdir(programs);
    await cp(join(repository, 'setup'), join(folder, 'setup'), { recursive: true });
    const path = (process.env.PATH ?? '').split(delimiter);
    for (const tool of ['sh', 'sed', 'dirname']) {
      const { stdout } = await execa('sh', ['-c', `command -v ${tool}`], {
        env: { PATH: path.join(delimiter) },
      });
      await symlink(stdout, join(programs, tool));
    }
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  for (const [name, answer] of [
    ['redis-server', 'Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64'],
    ['valkey-server', 'Valkey server v=8.0.1 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64'],
  ]) {
    it(`takes the ${name} on PATH and says nothing`, async () => {
      await script(join(programs, String(name)), `echo '${answer}'`);
      const { exitCode, stdout, stderr } = await setUp();
      expect({ exitCode, stdout, stderr }).to.deep.equal({ exitCode: 0, stdout: '', stderr: '' });
    });
  }

  it('does not take one that is too old, and says what to do where no package manager is known', async () => {
    await script(join(programs, 'redis-server'), "echo 'Redis server v=6.2.14 sha=00000000:0'");
    const { exitCode, stderr } = await setUp();
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(/install redis-server or valkey-server 7\.0 or later and put it on PATH/);
  });
});
