import { expect } from 'chai';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { createRedis, type Workload } from '../../../client/index.ts';
import { until } from '../../local/until.ts';
import { Server } from './server.ts';

describe('client: a primary that has no replica yet and may not take writes', () => {
  let server: Server;
  let admin: Redis;
  const clients: Redis[] = [];
  const make = (workload: Workload) => {
    const redis = createRedis({ workload, connection: server.connection });
    clients.push(redis);
    return redis;
  };

  beforeEach(async () => {
    server = await Server.start('--repl-diskless-sync-delay', '0');
    admin = new Redis(server.port);
    admin.on('error', () => undefined);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.disconnect();
    admin.disconnect();
    await server.remove();
  });

  it('is waited for, in order and with whole transactions, until a replica follows', async () => {
    await admin.config('SET', 'min-replicas-to-write', '1');
    const redis = make('queue');
    const written = Promise.all([
      redis.rpush('list', 'a'),
      redis.multi().rpush('list', 'b').rpush('list', 'c').exec(),
      redis.eval("return redis.call('RPUSH', KEYS[1], 'd')", 1, 'list'),
    ]);
    await until(() => redis.ha.state().phase === 'connecting' && redis.status === 'connect', 'it waits');
    const replica = await Server.start('--replicaof', `127.0.0.1 ${server.port}`);
    await written;
    expect(await redis.lrange('list', 0, -1)).to.deep.equal(['a', 'b', 'c', 'd']);
    await replica.remove();
  });

  for (const workload of ['queue', 'worker', 'session', 'pubsub'] as const) {
    it(`is asked again by ${workload}, on the same connection, where it refused a write`, async () => {
      const redis = make(workload);
      await redis.ping();
      await admin.config('SET', 'min-replicas-to-write', '1');
      const written = [redis.incr('count'), redis.eval("return redis.call('INCR', KEYS[1])", 1, 'count')];
      await until(async () => (await refusals(admin)) > 2, 'it refused more than once');
      await admin.config('SET', 'min-replicas-to-write', '0');
      expect(await Promise.all(written)).to.have.members([1, 2]);
      expect(redis.ha.state()).to.include({ reconnects: 0 });
      expect(await refusals(admin)).to.be.below(200);
    });
  }

  it('is an error where replicas stay away, and to a cache at once', async () => {
    await admin.config('SET', 'min-replicas-to-write', '1');
    const cache = make('cache');
    await until(() => cache.ha.state().phase === 'ready', 'the cache is connected');
    const [refused] = await Promise.allSettled([cache.set('key', '1')]);
    expect(refused)
      .to.have.property('reason')
      .match(/NOREPLICAS/);
    const [late] = await Promise.allSettled([make('session').set('key', '1')]);
    expect(late)
      .to.have.property('reason')
      .match(/NOREPLICAS/);
  });

  it('answers reads meanwhile', async () => {
    const redis = make('session');
    await redis.set('key', '1');
    await admin.config('SET', 'min-replicas-to-write', '1');
    const written = redis.set('key', '2');
    expect(await redis.get('key')).to.equal('1');
    await admin.config('SET', 'min-replicas-to-write', '0');
    expect(await written).to.equal('OK');
  });
});

async function refusals(admin: Redis): Promise<number> {
  const text = await admin.info('errorstats');
  return Number(/errorstat_NOREPLICAS:count=(\d+)/.exec(text)?.[1] ?? 0);
}
