// The scripts that carry snapshots to an object store and back, with the real rclone and a real S3 server.

import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { execa } from 'execa';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { unpacked } from '../../debian/index.ts';
import { Bucket } from '../../local/bucket.ts';

const rclone = await unpacked('rclone');
const scripts = path.resolve(import.meta.dirname, '../../../providers/kubernetes/snapshots');
const old = new Date(Date.now() - 8 * 86_400_000);
const yesterday = new Date(Date.now() - 86_400_000);

describe('snapshots in an object store', () => {
  if ('missing' in rclone) {
    it(rclone.missing);
    return;
  }
  let bucket: Bucket;
  let folder: string;
  let snapshots: string;
  before(async () => {
    bucket = await Bucket.open();
  });
  after(() => bucket?.close());

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'redis-ha-store-'));
    snapshots = path.join(folder, 'snapshots');
    await Promise.all([mkdir(snapshots), mkdir(path.join(folder, 'store'))]);
    for (const [file, text] of Object.entries(bucket.keys))
      await writeFile(path.join(folder, 'store', file), text);
  });
  afterEach(async () => {
    await run('rclone', [
      '--config',
      '',
      '--ca-cert',
      `${folder}/store/ca.crt`,
      'purge',
      'store:backups/redis',
    ]);
    await rm(folder, { recursive: true, force: true });
  });

  it('are stored under their names, byte for byte, and fetched again', async () => {
    const bytes = Buffer.from([0, 10, 13, 255, 0]);
    await take('main-20261130T030000Z.rdb', bytes);
    const stored = await script('store.sh');
    expect(stored.exitCode, stored.all).to.equal(0);
    expect(stored.all).to.contain('main-20261130T030000Z.rdb stored in backups/redis/main');
    expect(stored.all).not.to.contain('S3RVER');
    expect(await bucket.objects()).to.deep.equal(['redis/main/main-20261130T030000Z.rdb']);

    await rm(path.join(snapshots, 'main-20261130T030000Z.rdb'));
    const fetched = await script('fetch.sh', { HA_SNAPSHOT: 'main-20261130T030000Z.rdb' });
    expect(fetched.exitCode, fetched.all).to.equal(0);
    expect(await readFile(path.join(snapshots, 'main-20261130T030000Z.rdb'))).to.deep.equal(bytes);
  });

  it('of a cluster are fetched with the parts of all shards, and no other snapshot', async () => {
    for (const shard of [1, 2]) await put(`main-20261130T030000Z-shard-${shard}-of-2.rdb`, yesterday);
    await put('main-20261129T030000Z-shard-1-of-2.rdb', yesterday);
    const fetched = await script('fetch.sh', { HA_SNAPSHOT: 'main-20261130T030000Z' });
    expect(fetched.exitCode, fetched.all).to.equal(0);
    expect((await readdir(snapshots)).sort()).to.deep.equal([
      'main-20261130T030000Z-shard-1-of-2.rdb',
      'main-20261130T030000Z-shard-2-of-2.rdb',
    ]);
  });

  it('go when they are too old: of this instance alone, and in its folder alone', async () => {
    await put('main-20200101T030000Z.rdb', old);
    await put('main-20200107T030000Z.rdb', yesterday);
    await put('main-eu-20200101T030000Z.rdb', old);
    await put('main-notes.rdb', old);
    await put('kept/main-20200101T030000Z.rdb', old);
    await take('main-20261130T030000Z.rdb');
    const { exitCode, all } = await script('store.sh');
    expect(exitCode, all).to.equal(0);
    expect(await bucket.objects()).to.deep.equal([
      'redis/main/kept/main-20200101T030000Z.rdb',
      'redis/main/main-20200107T030000Z.rdb',
      'redis/main/main-20261130T030000Z.rdb',
      'redis/main/main-eu-20200101T030000Z.rdb',
      'redis/main/main-notes.rdb',
    ]);
  });

  it('stay, however old, while no new one can be stored; the log says why and has no key in it', async () => {
    await put('main-20200101T030000Z.rdb', old);
    const none = await script('store.sh');
    expect(none.exitCode).to.equal(1);
    expect(none.all).to.contain('There is no snapshot to store.');

    await take('main-20261130T030000Z.rdb');
    await writeFile(path.join(folder, 'store/AWS_ACCESS_KEY_ID'), 'somebody');
    await writeFile(path.join(folder, 'store/AWS_SECRET_ACCESS_KEY'), 'another-key');
    const refused = await script('store.sh');
    expect(refused.exitCode).to.equal(1);
    expect(refused.all).to.match(/403/).and.to.contain('nothing was removed there');
    expect(refused.all).not.to.contain('another-key');
    expect(await bucket.objects()).to.deep.equal(['redis/main/main-20200101T030000Z.rdb']);
  });

  it('are not sent to who cannot be told from anybody else', async () => {
    await rm(path.join(folder, 'store/ca.crt'));
    await take('main-20261130T030000Z.rdb');
    const { exitCode, all } = await script('store.sh');
    expect(exitCode).to.equal(1);
    expect(all).to.contain('x509');
  });

  it('need no Secret where the pod has an identity: what the cloud puts into its surroundings counts', async () => {
    await take('main-20261130T030000Z.rdb');
    for (const file of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
      await rm(path.join(folder, 'store', file));
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = bucket.keys;
    const { exitCode, all } = await script('store.sh', { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY });
    expect(exitCode, all).to.equal(0);
    expect(await bucket.objects()).to.have.length(1);
  });

  it('are named where the one that was asked for is not there', async () => {
    const empty = await script('fetch.sh', { HA_SNAPSHOT: 'main-1.rdb' });
    expect(empty.exitCode).to.equal(1);
    expect(empty.all).to.contain('There are: no snapshots');
    await put('main-20261130T030000Z.rdb', yesterday);
    const missing = await script('fetch.sh', { HA_SNAPSHOT: 'main-1.rdb' });
    expect(missing.exitCode).to.equal(1);
    expect(missing.all).to.contain('main-1.rdb was not fetched').and.to.contain('main-20261130T030000Z.rdb');
    expect(await readdir(snapshots)).to.deep.equal([]);
  });

  async function take(name: string, bytes = Buffer.from('a snapshot')): Promise<void> {
    await writeFile(path.join(snapshots, name), bytes);
  }

  /** An object that was stored at a time. */
  async function put(name: string, at: Date): Promise<void> {
    const file = path.join(folder, 'put');
    await writeFile(file, name);
    await utimes(file, at, at);
    await run('rclone', [
      ...['--config', '', '--ca-cert', `${folder}/store/ca.crt`],
      ...['copyto', file, `store:backups/redis/main/${name}`],
    ]);
  }

  function script(file: string, env: Record<string, string> = {}) {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ...none } = environment();
    return execa('sh', [path.join(scripts, file)], {
      ...options,
      env: { ...none, HA_SNAPSHOTS: snapshots, HA_KEEP_DAYS: '7', ...env },
    });
  }

  function run(file: string, words: string[]) {
    return execa(file, words, { ...options, env: environment() });
  }

  /** What the manifests give the container, and the keys. */
  function environment() {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = bucket.keys;
    return {
      PATH: `${'missing' in rclone ? '' : rclone.bin}:${process.env.PATH}`,
      HA_ROOT: folder,
      HA_NAME: 'main',
      HA_STORE: 'backups/redis/main',
      RCLONE_CONFIG_STORE_TYPE: 's3',
      RCLONE_CONFIG_STORE_PROVIDER: 'Other',
      RCLONE_CONFIG_STORE_REGION: 'us-east-1',
      RCLONE_CONFIG_STORE_ENDPOINT: bucket.endpoint,
      RCLONE_CONFIG_STORE_ENV_AUTH: 'true',
      RCLONE_CONFIG_STORE_NO_CHECK_BUCKET: 'true',
      AWS_ACCESS_KEY_ID,
      AWS_SECRET_ACCESS_KEY,
    };
  }
});

/** Nothing of this machine's own surroundings, which may name other keys and authorities. */
const options = { reject: false, extendEnv: false, all: true } as const;
