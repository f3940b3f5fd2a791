import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { LocalInstance } from '../../local/instance.ts';
import { processesBelow } from '../../local/processes.ts';
import { until } from '../../local/until.ts';

describe('local: what belongs to others is left alone', () => {
  let instance: LocalInstance;
  beforeEach(async () => {
    instance = await LocalInstance.make();
  });
  afterEach(() => instance.remove());

  function listen(port: number): Promise<Server> {
    const server = createServer();
    return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
  }

  for (const which of ['basePort', 'sentinelBasePort'] as const) {
    it(`${which} in use: the message names port and program, nothing is left behind`, async () => {
      const port = instance.wanted[which] + 1;
      const stranger = await listen(port);
      const error = await instance.up().then(
        () => new Error('it went through'),
        (reason: Error) => reason,
      );
      stranger.close();
      expect(error.message).to.match(new RegExp(`Port ${port}.* in use by .+ \\(pid ${process.pid}\\)`));
      expect(existsSync(instance.folder)).to.equal(false);
      expect(await processesBelow(instance.root)).to.deep.equal([]);
      await instance.up();
      expect((await instance.status()).healthy).to.equal(true);
    });
  }

  it('a port taken while its server was down is named by status and by up', async () => {
    await instance.up();
    const { port } = await instance.target('server-3');
    process.kill(await instance.pid('server-3'), 'SIGKILL');
    await until(async () => !(await instance.status()).healthy, 'status sees it');
    const stranger = await listen(port);
    expect((await instance.status()).problems.join()).to.match(
      new RegExp(`port ${port}.*pid ${process.pid}`),
    );
    const error = await instance.up().catch((reason: Error) => reason);
    expect(String(error)).to.match(new RegExp(`Port ${port}.*pid ${process.pid}`));
    stranger.close();
    await instance.up();
    expect((await instance.status()).healthy).to.equal(true);
  });

  it('a pid that another program has by now is never signalled', async () => {
    await instance.up();
    const other = spawn('sleep', ['600']);
    const record = path.join(instance.folder, 'server-2', 'process.json');
    try {
      const recorded = JSON.parse(await readFile(record, 'utf8'));
      process.kill(recorded.identity.pid, 'SIGKILL');
      const reused = { ...recorded, identity: { ...recorded.identity, pid: other.pid } };
      await writeFile(record, JSON.stringify(reused));

      await instance.up();
      expect(await instance.pid('server-2')).not.to.equal(other.pid);

      // Another boot: the same pid and start time by chance.
      const now = JSON.parse(await readFile(record, 'utf8'));
      process.kill(now.identity.pid, 'SIGKILL');
      const { identity } = reused;
      await writeFile(record, JSON.stringify({ ...now, identity: { ...identity, boot: 'an earlier one' } }));
      await instance.destroy();

      expect(other.exitCode ?? other.signalCode).to.equal(null);
    } finally {
      other.kill();
    }
  });
});
