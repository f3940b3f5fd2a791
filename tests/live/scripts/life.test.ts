import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { passwords } from './files.ts';
import { Pods } from './pods.ts';
import { runtimes } from './runtimes.ts';
import { Writes } from './writes.ts';

const found = await runtimes();
const variants = [
  { runtime: found[0], tls: false },
  { runtime: found.at(-1) ?? found[0], tls: true },
];

for (const { runtime, tls } of variants) {
  describe(`pod scripts with ${runtime.name}${tls ? ', TLS' : ''}`, () => {
    let pods: Pods;
    before(async () => {
      pods = await Pods.make(runtime, { tls });
    });
    after(() => pods.remove());

    it('make the first data pod primary when there is nothing yet', async () => {
      pods.start();
      await pods.ready();
      expect((await pods.primary()).name).to.equal('data-0');
      expect((await pods.primaries()).length).to.equal(1);
    });

    it('keep every password out of process lists', async () => {
      const probe = () => Promise.all(pods.all.map((pod) => pod.call('ready')));
      const seen = await pods.argumentsDuring(probe, ['-server', '-cli']);
      const secret = (line: string) => Object.values(passwords).some((password) => line.includes(password));
      expect(seen.filter(secret)).to.deep.equal([]);
    });

    it('let a replica that restarts be a replica again', async () => {
      const primary = await pods.primary();
      const [replica] = pods.replicas(primary);
      if (!replica) throw new Error('No replica.');
      process.kill(await replica.server(), 'SIGKILL');
      expect(await replica.ended()).to.equal(137);
      replica.start();
      await replica.until('ready');
      expect(await pods.primary()).to.equal(primary);
    });

    it('lose nothing when the primary is killed and restarted at once in its place', async () => {
      const writes = new Writes(pods);
      await writes.progress();
      const old = await pods.primary();
      process.kill(await old.server(), 'SIGKILL');
      await old.ended();
      old.start();
      await writes.progress();
      await pods.ready();
      expect(await pods.primary()).not.to.equal(old);
      expect(await writes.lost()).to.equal(0);
    });

    it('hand over before the primary is stopped, and lose nothing', async () => {
      const writes = new Writes(pods);
      await writes.progress();
      const old = await pods.primary();
      const hook = await old.delete();
      expect(hook.code).to.equal(0);
      for (const line of hook.text.trim().split('\n')) expect(old.log).to.contain(line);
      expect(hook.text).to.match(/Hands over to (\S+)\.\n.*\1 is primary/s);
      await writes.progress();
      old.start();
      await pods.ready();
      expect(await pods.primary()).not.to.equal(old);
      expect(await writes.lost()).to.equal(0);
    });

    it('never let a primary with an empty disk wipe its replicas', async () => {
      const writes = new Writes(pods);
      await writes.progress();
      const old = await pods.primary();
      await old.kill();
      await rm(path.join(old.folder, 'disk'), { recursive: true });
      await mkdir(path.join(old.folder, 'disk'));
      old.start();
      await writes.progress();
      await pods.ready();
      expect(await pods.primary()).not.to.equal(old);
      expect(await writes.lost()).to.equal(0);
    });

    it('lose nothing when everybody is made anew at the same time, each as soon as it has ended', async () => {
      const writes = new Writes(pods);
      await writes.progress();
      await Promise.all(
        pods.all.map(async (pod) => {
          await pod.delete();
          pod.start();
        }),
      );
      await writes.progress();
      await pods.ready();
      expect(await writes.lost()).to.equal(0);
    });

    it('bring all data back after everybody was stopped at the same time', async () => {
      const writes = new Writes(pods);
      await writes.progress();
      await Promise.all(pods.all.map((pod) => pod.delete()));
      pods.start();
      await writes.progress();
      await pods.ready();
      expect(await pods.primaries()).to.deep.equal([await pods.primary()]);
      expect(await writes.lost()).to.equal(0);
    });
  });
}
