// The snapshot scripts against a cluster: a file for each shard, and every key back to where its slot is now.

import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'chai';
import { execa } from 'execa';
import { after, before, beforeEach, describe, it } from 'mocha';
import { createRedis, HaCluster } from '../../../client/index.ts';
import { until } from '../../local/until.ts';
import { ClusterPods } from './clusterPods.ts';
import { runtimes } from './runtimes.ts';

const scripts = path.resolve(import.meta.dirname, '../../../providers/kubernetes/snapshots');
// The engine that the scripts find first, as in a pod they find the servers' own.
const all = await runtimes();
const runtime = all.find(({ name }) => name.startsWith('valkey')) ?? all[0];
/** Each with what decides its slot in another place, or nowhere (cluster specification, "Hash tags"). */
const odd = [
  ...['plain', '{tag}key', 'key{tag}', '{}{tag}', 'a{b}c{d}', '{open', 'shut}', '{{nested}}', '{a\nb}c', ''],
  Buffer.from([0, 10, 13, 32, 123, 255, 125, 34, 39, 254]),
];

describe(`snapshots of a cluster, ${runtime.name}`, function () {
  this.timeout(300_000);
  let pods: ClusterPods;
  let client: HaCluster;
  let snapshots: string;

  before(async () => {
    pods = await ClusterPods.make(runtime, { tls: true });
    pods.start();
    await pods.settled();
    const redis = createRedis({ workload: 'queue', connection: pods.connection });
    if (!(redis instanceof HaCluster)) throw new Error('This is no cluster.');
    client = redis;
    pods.endWith(() => client.disconnect());
  });
  after(() => pods?.remove());

  beforeEach(async () => {
    snapshots = path.join(pods.root, 'snapshots');
    await rm(snapshots, { recursive: true, force: true });
    await mkdir(snapshots);
    await empty();
  });

  it('are a file for each shard, from which every key comes back, whatever bytes are in it', async () => {
    for (const key of odd) await client.set(key, key);
    for (let i = 0; i < 500; i += 1) await client.hset(`hash:${i}`, 'field', i);
    await client.set('brief', '1', 'EX', 1000);
    const count = odd.length + 501;
    const name = await taken(count);
    const files = (await readdir(snapshots)).sort();
    expect(files).to.deep.equal([1, 2, 3].map((shard) => `${name}-shard-${shard}-of-3.rdb`));

    await empty();
    const { exitCode, stdout, stderr } = await run('restore.sh', { HA_SNAPSHOT: name });
    expect(exitCode, stdout + stderr).to.equal(0);
    expect(stdout).to.contain(`${count} keys restored`);
    for (const key of odd) expect(await client.getBuffer(key)).to.deep.equal(Buffer.from(key));
    for (let i = 0; i < 500; i += 1) expect(await client.hget(`hash:${i}`, 'field')).to.equal(String(i));
    expect(await client.ttl('brief')).to.be.within(900, 1000);
    expect(`${stdout}${stderr}`).not.to.contain('-secret');
    expect((await readdir(snapshots)).sort()).to.deep.equal(files);
  });

  it('are not restored in part, nor over data', async () => {
    await client.set('plain', 'old');
    const name = await taken(1);
    await client.set('plain', 'new');
    const over = await run('restore.sh', { HA_SNAPSHOT: name });
    expect(over).to.deep.include({ exitCode: 1 });
    expect(over.stdout).to.contain('holds data');
    expect(await client.get('plain')).to.equal('new');

    await empty();
    await rm(path.join(snapshots, `${name}-shard-2-of-3.rdb`));
    const partial = await run('restore.sh', { HA_SNAPSHOT: name });
    expect(partial).to.deep.include({ exitCode: 1 });
    expect(partial.stdout).to.contain('parts of 2 shards, not of 3');
    expect(await client.get('plain')).to.equal(null);
  });

  it('may be those of one primary: its keys go to the shards', async () => {
    for (let i = 0; i < 200; i += 1) await client.set(`key:${i}`, i);
    const name = await taken(200);
    const files = { from: `${name}-shard-1-of-3.rdb`, to: `${name}.rdb` };
    await copyFile(path.join(snapshots, files.from), path.join(snapshots, files.to));
    const expected = await sizeOf(await pods.primary(1));
    await empty();
    const { exitCode, stdout } = await run('restore.sh', { HA_SNAPSHOT: files.to });
    expect(exitCode, stdout).to.equal(0);
    expect(stdout).to.contain(`${expected} keys restored`);
    const values = await Promise.all(Array.from({ length: 200 }, (_, i) => client.get(`key:${i}`)));
    expect(values.filter((value, i) => value === String(i))).to.have.length(expected);
  });

  /** One of so many keys, once the replicas have them all; the name that its files begin with. */
  async function taken(count: number): Promise<string> {
    const isEverywhere = async (): Promise<boolean> => {
      const sizes = await Promise.all(pods.all.map(sizeOf));
      return sizes.reduce((sum, size) => sum + size, 0) === 2 * count;
    };
    await until(isEverywhere, `${count} keys are on primaries and replicas`);
    const { exitCode, stdout, stderr } = await run('take.sh', {});
    expect(exitCode, stdout + stderr).to.equal(0);
    const [, name = ''] = /(main-\w+)-shard-1-of-3\.rdb/.exec(stdout) ?? [];
    return name;
  }

  async function sizeOf(pod: ReturnType<ClusterPods['pod']>): Promise<number> {
    const redis = pods.client(pod);
    try {
      return await redis.dbsize();
    } finally {
      redis.disconnect();
    }
  }

  /** On replicas too. Right after a start the client takes some of them for primaries, which they refuse. */
  async function empty(): Promise<void> {
    const isEmpty = async (): Promise<boolean> => {
      await Promise.all(client.nodes('master').map((node) => node.flushall().catch(() => undefined)));
      const sizes = await Promise.all(pods.all.map((pod) => sizeOf(pod).catch(() => undefined)));
      return sizes.every((size) => size === 0);
    };
    await until(isEmpty, 'every server is empty');
  }

  function run(script: string, env: Record<string, string>) {
    return execa('sh', [path.join(scripts, script)], {
      reject: false,
      env: {
        HA_NAME: 'main',
        HA_TLS: 'yes',
        HA_DATA_PORT: String(pods.port),
        HA_ROOT: pods.root,
        HA_RUN_DIR: pods.root,
        HA_SNAPSHOTS: snapshots,
        HA_KEEP_DAYS: '7',
        ...env,
      },
    });
  }
});
