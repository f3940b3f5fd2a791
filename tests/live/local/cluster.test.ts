import { rm } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { afterEach, describe, it } from 'mocha';
import { createRedis } from '../../../client/index.ts';
import type { NodeStatus } from '../../../providers/backend.ts';
import { withLink } from '../../../providers/local/redis/link.ts';
import { ClusterWriter, clusterConnection } from '../../local/clusterWriter.ts';
import { LocalInstance } from '../../local/instance.ts';
import { until } from '../../local/until.ts';

describe('local: topology cluster', () => {
  let instance: LocalInstance;
  afterEach(() => instance.remove());

  async function start(wanted: Parameters<typeof LocalInstance.make>[0] = {}): Promise<void> {
    instance = await LocalInstance.make({ topology: 'cluster', shards: 3, replicas: 1, ...wanted });
    await instance.up();
  }

  async function whole(): Promise<void> {
    await until(async () => (await instance.status()).healthy, 'it is healthy');
    expect((await instance.status()).problems).to.deep.equal([]);
    expect(await instance.preview()).to.deep.equal({});
  }

  async function slots(): Promise<Record<string, number>> {
    const { nodes } = await instance.status();
    return Object.fromEntries(nodes.flatMap(({ name, slots }) => (slots ? [[name, slots]] : [])));
  }

  async function node(name: string): Promise<NodeStatus | undefined> {
    return (await instance.status()).nodes.find((one) => one.name === name);
  }

  const call = async (name: string, ...words: [string, ...(string | number)[]]) =>
    withLink(await instance.target(name), 10_000, (link) => link.call(...words));

  it('is whole after the first up, with every slot on its shard and a replica behind it', async () => {
    await start();
    await whole();
    expect(await slots()).to.deep.equal({ 'server-1-1': 5462, 'server-2-1': 5461, 'server-3-1': 5461 });
    expect((await instance.status()).cluster).to.deep.equal({ slots: 16_384, shards: 3, known: 6, agree: 6 });
    expect((await instance.status()).tls).to.equal(true);
    expect(String(await call('server-1-1', 'CONFIG', 'GET', 'tls-cluster'))).to.equal('tls-cluster,yes');
    // Copying in the way that has no offset stays refused, or a replica could slip in by it while its primary is let go.
    const sync = await call('server-1-1', 'SYNC').catch((error: Error) => error.message);
    expect(sync).to.match(/NOPERM/);
  });

  it('goes on where an up was cut off, wherever that was', async () => {
    for (const count of [5, 8]) {
      instance = await LocalInstance.make({ topology: 'cluster', shards: 3, replicas: 1 });
      await instance.upUntil(count);
      await instance.up();
      await whole();
      if (count !== 8) await instance.remove();
    }
  });

  it('fails over when a primary is killed or hangs, and up brings it back as a replica; nothing acknowledged is lost', async () => {
    await start();
    const writer = await ClusterWriter.start(instance);
    for (const [signal, shard] of [
      ['SIGKILL', 1],
      ['SIGSTOP', 2],
    ] as const) {
      process.kill(await instance.pid(`server-${shard}-1`), signal);
      await until(async () => (await node(`server-${shard}-2`))?.role === 'primary', 'the replica took over');
      expect((await instance.status()).healthy).to.equal(false);
      await writer.progress(20);
      await instance.up();
      await whole();
      expect((await node(`server-${shard}-1`))?.role).to.equal('replica');
    }
    expect(await writer.lost()).to.equal(0);
  });

  it('takes shards in and gives them up while clients write, and loses nothing', async () => {
    // Valkey waits for the replicas at each slot.
    await start();
    const writer = await ClusterWriter.start(instance);
    expect(await instance.up({ shards: 4 })).to.deep.equal(['group', 'server-4-1', 'server-4-2', 'cluster']);
    await whole();
    expect(Object.values(await slots())).to.deep.equal([4096, 4096, 4096, 4096]);
    await writer.progress(20);
    await instance.up({ shards: 3 });
    await whole();
    expect((await instance.status()).nodes).to.have.length(6);
    await writer.progress(20);
    expect(await writer.lost()).to.equal(0);
  });

  it('takes a move of slots up again that was cut short, keys at both ends', async () => {
    await start();
    const key = 'in-between';
    const slot = Number(await call('server-1-1', 'CLUSTER', 'KEYSLOT', key));
    const ids = await Promise.all([1, 2, 3].map((n) => call(`server-${n}-1`, 'CLUSTER', 'MYID')));
    const owner = 1 + Math.min(2, Math.floor(slot / 5462));
    const taker = (owner % 3) + 1;
    await call(`server-${owner}-1`, 'SET', key, 'kept');
    await call(`server-${taker}-1`, 'CLUSTER', 'SETSLOT', slot, 'IMPORTING', String(ids[owner - 1]));
    await call(`server-${owner}-1`, 'CLUSTER', 'SETSLOT', slot, 'MIGRATING', String(ids[taker - 1]));
    expect((await instance.status()).problems.join()).to.match(/a move was cut short/);
    expect(await instance.preview()).to.have.keys('cluster');
    await instance.up();
    await whole();
    const found = await Promise.all(
      [1, 2, 3].map((n) => call(`server-${n}-1`, 'GET', key).catch(() => undefined)),
    );
    expect(found.filter((value) => value === 'kept')).to.have.length(1);
  });

  it('refuses to shrink below its data, and changes nothing', async () => {
    await start({ shards: 4, memoryGb: 0.02 });
    const value = 'x'.repeat(100_000);
    const client = createRedis({ workload: 'session', connection: await clusterConnection(instance) });
    // Of 20 MiB half is the replication backlog's: this is more than three shards have room for, and less than four.
    await Promise.all(Array.from({ length: 320 }, (_, i) => client.set(`big:${i}`, value)));
    await client.ha.close();
    const pids = await instance.pids();
    const refusal = await instance.up({ shards: 3 }).catch((error: Error) => error.message);
    expect(refusal).to.match(/^The data take \d+ MiB, and 3 shards have room for \d+ MiB: keep the shards/);
    expect(await instance.pids()).to.deep.equal(pids);
  });

  it('refuses to leave a shard behind whose data nobody has at hand', async () => {
    await start({ shards: 4 });
    await instance.destroy();
    instance.crash();
    const refusal = await instance.up({ shards: 3 }).catch((error: Error) => error.message);
    expect(refusal).to.match(/^Shard 4 has data and shall go/);
    await instance.up({ shards: 4 });
    await whole();
  });

  it('takes replicas in and gives them up, one that leads too', async () => {
    await start({ replicas: 0 });
    await instance.up({ replicas: 2 });
    await whole();
    const writer = await ClusterWriter.start(instance);
    await call('server-2-3', 'CLUSTER', 'FAILOVER');
    await until(async () => (await node('server-2-3'))?.role === 'primary', 'it leads');
    await instance.up({ replicas: 1 });
    await whole();
    expect((await instance.status()).nodes).to.have.length(6);
    await writer.progress(20);
    expect(await writer.lost()).to.equal(0);
  });

  for (const purpose of ['durable', 'cache'] as const) {
    it(`${purpose}: all at once down and up again, on other ports, keeps its data`, async () => {
      await start({ purpose });
      const writer = await ClusterWriter.start(instance);
      expect(await writer.lost()).to.equal(0);
      const sizes = () =>
        Promise.all([1, 2, 3].map((shard) => call(`server-${shard}-1`, 'DBSIZE').then(Number)));
      const before = await sizes();
      await instance.destroy();
      instance.crash();
      const { basePort, busBasePort } = instance.wanted;
      await instance.up({ basePort: basePort + 5, busBasePort: busBasePort + 5 });
      await whole();
      expect(await sizes()).to.deep.equal(before);
    });

    it(`${purpose}: a primary killed and back before anybody noticed costs no data`, async () => {
      await start({ purpose, failover: { profile: 'calm' } });
      const writer = await ClusterWriter.start(instance);
      process.kill(await instance.pid('server-1-1'), 'SIGKILL');
      await until(async () => 'server-1-1' in (await instance.preview()), 'it is gone');
      await instance.up();
      await whole();
      await writer.progress(10);
      expect(await writer.lost()).to.equal(0);
      expect((await node('server-1-1'))?.role).to.equal(purpose === 'durable' ? 'primary' : 'replica');
    });
  }

  it('an empty disk does not empty the replica: it takes over, and the node begins anew', async () => {
    await start({ failover: { profile: 'calm' } });
    const writer = await ClusterWriter.start(instance);
    const pid = await instance.pid('server-3-1');
    process.kill(pid, 'SIGKILL');
    await until(async () => 'server-3-1' in (await instance.preview()), 'it is gone');
    await rm(path.join(instance.folder, 'server-3-1'), { recursive: true });
    await instance.up();
    await whole();
    expect((await node('server-3-2'))?.role).to.equal('primary');
    expect((await instance.status()).cluster).to.include({ known: 6, agree: 6 });
    await writer.progress(10);
    expect(await writer.lost()).to.equal(0);
  });

  it('switches TLS off and on with its data', async () => {
    await start();
    await instance.up({ tls: false });
    await whole();
    expect((await instance.status()).tls).to.equal(false);
    await instance.up({ tls: true });
    await whole();
    expect((await instance.status()).tls).to.equal(true);
  });

  it('is not turned into the other topology in place', async () => {
    await start();
    const refusal = await instance
      .up({ topology: 'replicated', shards: 1, replicas: 1 })
      .catch((error: Error) => error.message);
    expect(refusal).to.match(/holds an instance of topology cluster, whose data would stay behind/);
    instance.wanted = { ...instance.wanted, topology: 'cluster', shards: 3 };
    await whole();
  });
});
