import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { ClusterWriter } from '../../local/clusterWriter.ts';
import { until } from '../../local/until.ts';
import { ClusterPods } from './clusterPods.ts';
import { writeCertificate } from './files.ts';
import { runtimes } from './runtimes.ts';

for (const [i, runtime] of (await runtimes()).entries()) {
  const tls = i === 0;
  describe(`pod scripts of a cluster, ${runtime.name}${tls ? ', with TLS' : ''}`, function () {
    this.timeout(400_000);
    let pods: ClusterPods;
    before(async () => {
      pods = await ClusterPods.make(runtime, { tls });
    });
    after(() => pods.remove());

    it('make one of six empty nodes: each shard a third of the slots, and a replica', async () => {
      pods.start();
      await pods.settled();
      for (const shard of [1, 2, 3]) {
        const { slots = 0 } = (await pods.see(await pods.primary(shard))) ?? {};
        expect(slots).to.be.within(5461, 5462);
      }
    });

    it('have a replica take over from a primary that is killed and restarted at once in its place', async () => {
      const writer = await ClusterWriter.to(pods.connection, pods);
      const old = await pods.primary(2);
      process.kill(await old.server(), 'SIGKILL');
      await old.ended();
      old.start();
      await writer.progress(20);
      await pods.settled();
      expect(await pods.primary(2)).to.equal(pods.other(old));
      expect(old.log).to.match(/it takes over|has taken over/);
      expect(await writer.lost()).to.equal(0);
    });

    it('hand over before a primary is stopped, and lose nothing', async () => {
      const writer = await ClusterWriter.to(pods.connection, pods);
      const old = await pods.primary(1);
      const hook = await old.delete();
      expect(hook.code).to.equal(0);
      expect(hook.text).to.match(/Hands over to (\S+)\.\n.*\1 is primary/s);
      old.start();
      await writer.progress(20);
      await pods.settled();
      expect(await pods.primary(1)).to.equal(pods.other(old));
      expect(await writer.lost()).to.equal(0);
    });

    it('hand over and run on for a person, to whom that person names', async () => {
      const old = await pods.primary(3);
      const heir = pods.other(old);
      expect(await old.call('yield', { args: ['elsewhere'] })).to.deep.include({ code: 1 });
      expect(await pods.primary(3)).to.equal(old);
      expect(await old.call('yield', { args: [heir.host] })).to.deep.include({ code: 0 });
      expect(await pods.primary(3)).to.equal(heir);
      await pods.settled();
    });

    if (tls)
      it('serve a renewed certificate without a restart of any pod, and link up with it', async () => {
        const servers = await Promise.all(pods.all.map((pod) => pod.server()));
        pods.trust(await writeCertificate(pods.root));
        await Promise.all(pods.all.map((pod) => pod.untilLog('Serves the new certificate.')));
        const old = await pods.primary(1);
        expect(await old.call('yield')).to.deep.include({ code: 0 });
        await pods.settled();
        expect(await pods.primary(1)).to.equal(pods.other(old));
        expect(await Promise.all(pods.all.map((pod) => pod.server()))).to.deep.equal(servers);
      });

    it('never let a primary with an empty disk wipe its replica, and forget who it was', async () => {
      const writer = await ClusterWriter.to(pods.connection, pods);
      const old = await pods.primary(1);
      await old.kill();
      await pods.empty(old);
      old.start();
      await writer.progress(20);
      await pods.settled();
      expect(await pods.primary(1)).to.equal(pods.other(old));
      expect(await writer.lost()).to.equal(0);
    });

    it('bring everything back under new addresses after all were stopped at once', async () => {
      const before = await ClusterWriter.to(pods.connection, pods);
      await before.progress(20);
      const acknowledged = before.abandon();
      await Promise.all(pods.all.map((pod) => pod.kill()));
      await pods.moveAll();
      pods.start();
      await pods.settled();
      const now = await ClusterWriter.to(pods.connection, pods);
      expect(await now.missing(acknowledged)).to.equal(0);
      await now.lost();
    });

    it('come back after all were deleted at once, each as soon as it has ended: nothing is lost', async () => {
      const writer = await ClusterWriter.to(pods.connection, pods);
      await writer.progress(20);
      await Promise.all(
        pods.all.map(async (pod) => {
          await pod.delete();
          pod.start();
        }),
      );
      await writer.progress(20);
      await pods.settled();
      expect(await writer.lost()).to.equal(0);
    });

    it('start with a file that says of a replica what was so before it joined', async () => {
      const replica = pods.other(await pods.primary(2));
      await replica.terminate();
      const file = path.join(replica.folder, 'disk/nodes.conf');
      const known = await readFile(file, 'utf8');
      await writeFile(file, known.replaceAll(/shard-id=\w+( \S*slave)/g, `shard-id=${'0'.repeat(40)}$1`));
      replica.start();
      await pods.settled();
    });

    it('take in a fourth shard while clients write, and go on when who moves the slots is restarted', async () => {
      const writer = await ClusterWriter.to(pods.connection, pods);
      const added = await pods.add(4);
      pods.start(added);
      // Pods see the new list at different times.
      await added[0]?.untilLog('Meets');
      await pods.list();
      await untilItHas(200);
      const mover = pods.pod('shard-1-0');
      await mover.delete();
      mover.start();
      await untilItHas(4096);
      await writer.progress(20);
      await pods.settled(4);
      expect(await writer.lost()).to.equal(0);
    });

    async function untilItHas(slots: number): Promise<void> {
      await until(
        async () => ((await pods.see(await pods.primary(4)))?.slots ?? 0) >= slots,
        `the fourth shard has ${slots} slots\n${pods.logs()}`,
        240_000,
      );
    }
  });
}
