import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { ConfigurationError, createRedis } from '../../../../../client/index.ts';
import { type CacheWanted, createCache } from '../../../../../client/workloads/cache/index.ts';
import { until } from '../../../../local/until.ts';
import { Server } from '../../server.ts';
import { Computer, failure } from './computer.ts';

describe('client, cache: on a real server', () => {
  let server: Server;
  let computer: Computer;
  const ends: (() => Promise<void>)[] = [];

  // A busy machine is no Redis that is away, which the preset says after 200 ms.
  const patient = { commandTimeout: 10_000 };
  const open = async (wanted: CacheWanted = {}) => {
    const cache = createCache({ connection: server.connection, options: patient, ...wanted });
    ends.push(cache.close);
    await until(() => cache.redis?.ha.state().phase === 'ready', 'the cache is connected');
    return cache;
  };

  beforeEach(async () => {
    computer = new Computer();
    server = await Server.start();
  });
  afterEach(async () => {
    computer.release();
    for (const end of ends.splice(0)) await end();
    await server.remove();
  });

  it('computes once, whoever asks: callers at the same time, later ones, and other processes', async () => {
    const [one, other] = [await open(), await open()];
    computer.hold();
    const asked = [one, one, other, other].map((cache) => cache.getOrSet('key', 60_000, computer.compute));
    await until(() => computer.calls > 0, 'somebody computes');
    await sleep(120);
    computer.release();
    expect(await Promise.all(asked)).to.deep.equal(['value 1', 'value 1', 'value 1', 'value 1']);
    expect(await one.getOrSet('key', 60_000, computer.compute)).to.equal('value 1');
    expect(computer.calls).to.equal(1);
  });

  it('computes anew after the TTL, and does not wait for ever for somebody who computes', async () => {
    const [one, other] = [await open({ lockMs: 200 }), await open({ lockMs: 200 })];
    expect(await one.getOrSet('key', 30, computer.compute)).to.equal('value 1');
    await sleep(40);
    expect(await one.getOrSet('key', 30, computer.compute)).to.equal('value 2');
    computer.hold();
    const slow = one.getOrSet('slow', 30, computer.compute);
    await until(() => computer.calls === 3, 'somebody computes');
    expect(await other.getOrSet('slow', 30, () => 'own')).to.equal('own');
    computer.release();
    await slow;
  });

  it('gives the old value where compute fails, and the error where there is none, or it is too old', async () => {
    const [cache, strict] = [await open(), await open({ prefix: 'strict:', staleMs: 1 })];
    for (const one of [cache, strict]) expect(await one.getOrSet('key', 20, () => 'old')).to.equal('old');
    computer.failing = true;
    await sleep(40);
    expect(await cache.getOrSet('key', 20, computer.compute)).to.equal('old');
    expect(cache.stats()).to.include({ stale: 1 });
    expect(await failure(cache.getOrSet('other', 20, computer.compute))).to.equal('The database is away.');
    expect(await failure(strict.getOrSet('key', 20, computer.compute))).to.equal('The database is away.');
  });

  it('gives the old value while another process computes', async () => {
    const [one, other] = [await open(), await open()];
    await one.getOrSet('key', 20, computer.compute);
    await sleep(30);
    computer.hold();
    const fresh = one.getOrSet('key', 60_000, computer.compute);
    await until(() => computer.calls === 2, 'somebody computes');
    expect(await other.getOrSet('key', 60_000, computer.compute)).to.equal('value 1');
    computer.release();
    expect(await fresh).to.equal('value 2');
    expect(await other.getOrSet('key', 60_000, computer.compute)).to.equal('value 2');
  });

  it('takes a Redis that is away for a miss, and computes once a key meanwhile', async () => {
    const cache = await open();
    await cache.getOrSet('before', 60_000, computer.compute);
    await server.kill();
    for (let i = 0; i < 5; i += 1) {
      expect(await cache.getOrSet('before', 60_000, computer.compute)).to.equal('value 1');
      expect(await cache.getOrSet('during', 60_000, computer.compute)).to.equal('value 2');
    }
    expect(await cache.set('own', 1000, 1)).to.equal(false);
    expect(await cache.delete('own')).to.equal(false);
    expect(cache.stats()).to.include({ computed: 2 }).and.property('redisErrors').above(0);
  });

  it('takes a frozen Redis for a miss too', async () => {
    const cache = await open({ options: {} });
    server.signal('SIGSTOP');
    expect(await cache.getOrSet('key', 60_000, computer.compute)).to.equal('value 1');
    expect(await cache.getOrSet('key', 60_000, computer.compute)).to.equal('value 1');
    expect(computer.calls).to.equal(1);
    server.signal('SIGCONT');
  });

  it('keeps nothing as nothing only where it is told to', async () => {
    const cache = await open();
    const keeping = await open({ prefix: 'keeping:', negativeTtlMs: 60_000 });
    const calls = { cache: 0, keeping: 0 };
    for (let i = 0; i < 3; i += 1) {
      expect(
        await cache.getOrSet('key', 60_000, async () => {
          calls.cache += 1;
        }),
      ).to.equal(undefined);
      expect(
        await keeping.getOrSet('key', 60_000, () => {
          calls.keeping += 1;
          return null;
        }),
      ).to.equal(null);
    }
    expect(calls).to.deep.equal({ cache: 3, keeping: 1 });
  });

  it('forgets what is deleted, also what is being computed', async () => {
    const cache = await open();
    computer.hold();
    const before = cache.getOrSet('key', 60_000, computer.compute);
    await until(() => computer.calls === 1, 'somebody computes');
    expect(await cache.delete('key')).to.equal(true);
    computer.release();
    expect(await before).to.equal('value 1');
    expect(await cache.get('key')).to.equal(undefined);
    expect(await cache.getOrSet('key', 60_000, computer.compute)).to.equal('value 2');
    await cache.delete('key');
    expect(await cache.getOrSet('key', 60_000, computer.compute)).to.equal('value 3');
  });

  it('asks no Redis for a while where a local copy is trusted', async () => {
    const cache = await open({ local: { ttlMs: 60_000 } });
    const other = await open();
    await cache.set('key', 60_000, 'old');
    await other.set('key', 60_000, 'new');
    expect(await cache.get('key')).to.equal('old');
    expect(await other.get('key')).to.equal('new');
  });

  it('writes and reads by another serialiser, and takes what it cannot read for a miss', async () => {
    const dates = {
      stringify: (value: unknown) => (value as Date).toISOString(),
      parse: (text: string) => {
        if (!text.endsWith('Z')) throw new Error('This is no date.');
        return new Date(text);
      },
    };
    const cache = await open({ serializer: dates });
    const day = new Date('2026-01-02T03:04:05Z');
    await cache.set('key', 60_000, day);
    expect(await cache.get('key')).to.deep.equal(day);
    await cache.redis?.set('cache:key', `${Date.now() + 60_000}|${Date.now() + 60_000}|v-`);
    expect(await cache.getOrSet('key', 60_000, () => day)).to.deep.equal(day);
    // What cannot be written is given and not kept, and what was there before is no longer true.
    expect(await cache.getOrSet('none', 60_000, () => 'not a date')).to.equal('not a date');
    expect(await cache.set('key', 60_000, 'not a date')).to.equal(false);
    expect(await cache.get('key')).to.equal(undefined);
  });

  it('refuses a client of another workload, and numbers that cannot be', async () => {
    const redis = createRedis({ workload: 'session', connection: server.connection });
    expect(() => createCache({ redis })).to.throw(ConfigurationError, "createRedis({ workload: 'cache'");
    await redis.ha.close();
    const env = { REDIS_ENABLED: 'false' };
    expect(() => createCache({ env, jitter: 2 })).to.throw(ConfigurationError, 'jitter must be between');
    expect(() => createCache({ env, staleMs: -1 })).to.throw(ConfigurationError, 'staleMs');
    expect(() => createCache({ env, local: { max: 0.5 } })).to.throw(ConfigurationError, 'local.max');
    expect(() => createCache({ env }).getOrSet('key', 0, () => 1)).to.throw(RangeError, 'not 0');
  });
});
