import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { LocalInstance } from '../../local/instance.ts';
import { Writer } from '../../local/writer.ts';

describe('local: the server program is exchanged, as an upgrade of the system does', () => {
  let instance: LocalInstance;
  beforeEach(async () => {
    instance = await LocalInstance.make();
    await instance.up();
  });
  afterEach(() => instance.remove());

  /** Lets the instance run from a program of its own. Answers the program's path. */
  async function runFromCopy(): Promise<string> {
    const { executable } = JSON.parse(
      await readFile(path.join(instance.folder, 'server-1/process.json'), 'utf8'),
    );
    const libraries = await librariesOf(await instance.pid('server-1'));
    await instance.destroy();

    const folder = path.join(instance.root, 'program');
    const program = path.join(folder, path.basename(executable.path));
    const start = path.join(folder, 'start');
    await mkdir(folder);
    await copyFile(executable.path, program);
    await writeFile(start, `#!/bin/sh\nLD_LIBRARY_PATH=${libraries} exec "${program}" "$@"\n`, {
      mode: 0o755,
    });
    const record = path.join(instance.folder, 'group.json');
    const group = JSON.parse(await readFile(record, 'utf8'));
    await writeFile(record, JSON.stringify({ ...group, program: start }));
    await instance.up();
    return program;
  }

  it('all restart in turn, no acknowledged write is lost', async () => {
    const program = await runFromCopy();
    expect(await instance.preview()).to.deep.equal({});
    await copyFile(program, `${program}.new`);
    await rename(`${program}.new`, program);
    const before = await instance.pids();
    const differences = Object.keys(before).map((name) => [name, ['version']]);
    expect(await instance.preview()).to.deep.equal(Object.fromEntries(differences));

    const writer = await Writer.start(instance);
    await instance.up();
    await writer.progress(50);
    expect(await writer.lost()).to.equal(0);
    const after = await instance.pids();
    for (const name of Object.keys(before)) expect(after[name], name).not.to.equal(before[name]);
    expect(await instance.status()).to.deep.include({ healthy: true, problems: [] });
    expect(await instance.preview()).to.deep.equal({});
  });
});

/** Folders that a process has loaded libraries from, as LD_LIBRARY_PATH lists them. */
async function librariesOf(pid: number): Promise<string> {
  const files = (await readFile(`/proc/${pid}/maps`, 'utf8')).match(/\/\S+\.so\S*/g) ?? [];
  return [...new Set(files.map((file) => path.dirname(file)))].join(':');
}
