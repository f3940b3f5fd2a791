import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { ClusterWriter } from '../../local/clusterWriter.ts';
import { ClusterPods } from './clusterPods.ts';
import type { Pod } from './pod.ts';
import { runtimes } from './runtimes.ts';

const [runtime] = await runtimes();

/** A cache has no disk: what a pod held ends with it. */
describe('pod scripts of a cluster that is a cache', () => {
  let pods: ClusterPods;
  before(async () => {
    pods = await ClusterPods.make(runtime, { purpose: 'cache' });
    pods.start();
    await pods.settled();
  });
  after(() => pods.remove());

  it('write nothing to a disk, and evict when memory is full', async () => {
    const redis = pods.client(await pods.primary(1));
    const settings = ['save', 'appendonly', 'maxmemory-policy'].map((name) => redis.config('GET', name));
    const read = (await Promise.all(settings)).map((reply) => (reply as string[])[1]);
    redis.disconnect();
    expect(read).to.deep.equal(['', 'no', 'allkeys-lru']);
  });

  const ends: [string, number, (primary: Pod) => Promise<unknown>][] = [
    ['is made anew: it hands over first', 1, (primary) => primary.delete()],
    ['is lost: the replica takes over', 2, (primary) => primary.kill()],
  ];
  for (const [what, shard, end] of ends)
    it(`keep a shard’s keys when its primary’s pod ${what}`, async () => {
      const writer = await ClusterWriter.to(pods.connection, pods);
      const old = await pods.primary(shard);
      await end(old);
      await anew(old);
      await writer.progress(20);
      await pods.settled();
      expect(await pods.primary(shard)).to.equal(pods.other(old));
      expect(await writer.lost()).to.equal(0);
    });

  it('are an empty cluster again, which takes writes, when every pod is lost at once', async () => {
    await Promise.all(pods.all.map((pod) => pod.kill()));
    await Promise.all(pods.all.map(anew));
    await pods.settled();
    const writer = await ClusterWriter.to(pods.connection, pods);
    await writer.progress(20);
    expect(await writer.lost()).to.equal(0);
  });

  async function anew(pod: Pod): Promise<void> {
    await pods.empty(pod);
    pod.start();
  }
});
