import diagnostics from 'node:diagnostics_channel';
import { once } from 'node:events';
import net from 'node:net';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { Registry } from 'prom-client';
import {
  type ChannelMessage,
  type ClientOptions,
  channelName,
  createRedis,
  HaRedis,
  type Workload,
} from '../../../client/index.ts';
import { collectMetrics } from '../../../client/observe/metrics.ts';
import { until } from '../../local/until.ts';
import { Server } from './server.ts';

describe('client: one real server', () => {
  let server: Server;
  const clients: Redis[] = [];

  const make = (workload: Workload, options: ClientOptions = {}, connection = server.connection) => {
    const redis = createRedis({ workload, connection, options });
    clients.push(redis);
    return redis;
  };
  const ready = (redis: HaRedis) => until(() => redis.ha.state().phase === 'ready', 'the client is ready');

  beforeEach(async () => {
    server = await Server.start();
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) client.disconnect();
    await server.remove();
  });

  it('writes, reads and says where it is', async () => {
    const redis = make('session');
    expect(redis.ha.state()).to.include({ workload: 'session', phase: 'connecting', reconnects: 0 });
    await redis.set('greeting', 'hello');
    expect(await redis.get('greeting')).to.equal('hello');
    const state = redis.ha.state();
    expect(state).to.include({ phase: 'ready', role: 'primary', address: `127.0.0.1:${server.port}` });
    expect(state).to.include({ queueLength: 0, reconnects: 0 });
  });

  it('reads the environment', async () => {
    const env = { REDIS_CACHE_HOST: '127.0.0.1', REDIS_CACHE_PORT: String(server.port), REDIS_CACHE_DB: '2' };
    const redis = createRedis({ workload: 'session', env, instance: 'cache' });
    await redis.set('key', '1');
    const other = make('session');
    expect(await other.exists('key')).to.equal(0);
    await other.select(2);
    expect(await other.exists('key')).to.equal(1);
    await redis.ha.close();
  });

  it('waits through a restart with a session, fails at once with a cache', async () => {
    const session = make('session');
    const cache = make('cache');
    await Promise.all([ready(session), ready(cache)]);
    const lost = once(session.ha.events, 'lost');
    await server.kill();
    await lost;
    await until(() => cache.ha.state().phase === 'reconnecting', 'the cache noticed too');
    const waiting = session.set('key', 'kept');
    expect(session.ha.state()).to.include({ phase: 'reconnecting', queueLength: 1 });
    expect(await cache.get('key').catch((error: Error) => error)).to.be.instanceOf(Error);
    server.start();
    expect(await waiting).to.equal('OK');
    await ready(cache);
    expect(await cache.get('key')).to.equal('kept');
    expect(session.ha.state()).to.include({ phase: 'ready', reconnects: 1 });
    // The same server is back: nobody failed over.
    expect(session.ha.state()).not.to.have.property('lastFailoverMs');
  });

  it('comes back from `end`, and its duplicates do', async () => {
    // ioredis ends for good where a retry function gives up, and where its connector fails.
    const redis = make('pubsub').duplicate();
    Object.assign(redis.options, { retryStrategy: null });
    clients.push(redis);
    expect(redis).to.be.instanceOf(HaRedis);
    await until(async () => (await redis.set('key', '1').catch(() => 'failed')) === 'OK', 'it answers');
    let ends = 0;
    redis.on('end', () => {
      ends += 1;
    });
    await server.kill();
    await until(() => ends > 0, 'ioredis gave up');
    server.start();
    await until(async () => (await redis.get('key').catch(() => 'failed')) === null, 'it answers again');
  });

  it('stays closed when the application closed it, in whatever state it was', async () => {
    const open = make('session');
    await ready(open);
    const connecting = make('session');
    const gone = make('session', {}, { ...server.connection, endpoints: [{ host: '127.0.0.1', port: 1 }] });
    await until(() => gone.status === 'reconnecting', 'it tries again');
    const waiting = gone.set('key', '1').catch((error: Error) => error);
    const closed: unknown[] = [];
    const fresh = make('session');
    const all = [open, connecting, gone, fresh];
    for (const redis of all) redis.ha.events.on('closed', () => closed.push(redis));
    await fresh.ha.close();
    for (const redis of all) redis.disconnect();
    expect(await waiting).to.be.instanceOf(Error);
    for (const redis of all) {
      await until(() => redis.ha.state().phase === 'closed', 'it is closed');
      expect(redis.status).to.equal('end');
    }
    expect(closed).to.have.members(all);
  });

  it('closes after the replies on the way, and cuts off what takes too long', async () => {
    const redis = make('session');
    const replies = Promise.all(Array.from({ length: 100 }, (_, i) => redis.rpush('list', i)));
    await redis.ha.close();
    expect((await replies).at(-1)).to.equal(100);
    const blocked = make('worker');
    await ready(blocked);
    const pop = blocked.blpop('nothing', 0).catch((error: Error) => error);
    await blocked.ha.close({ timeoutMs: 100 });
    expect(await pop).to.be.instanceOf(Error);
    expect(blocked.ha.state().phase).to.equal('closed');
    expect((await blocked.ha.health()).status).to.equal('down');
  });

  it('goes elsewhere and sends again where the server turned into a replica', async () => {
    const redis = make('session');
    await redis.set('key', '1');
    const admin = new Redis(server.port);
    await admin.replicaof('127.0.0.1', '1');
    const write = redis.incr('key');
    await until(() => redis.ha.state().reconnects > 0, 'it connected again');
    expect(redis.ha.state().role).to.equal('replica');
    await admin.replicaof('NO', 'ONE');
    expect(await write).to.equal(2);
    admin.disconnect();
  });

  it('leaves a frozen server', async () => {
    const redis = make('session', { socketTimeout: 200 });
    await ready(redis);
    const lost = once(redis.ha.events, 'lost');
    server.signal('SIGSTOP');
    const write = redis.set('key', '1');
    await lost;
    server.signal('SIGCONT');
    expect(await write).to.equal('OK');
  });

  it('logs in as an ACL user', async () => {
    await make('session').call('ACL', 'SETUSER', 'app', 'on', '>p@ss', '~app:*', '+@all');
    const redis = make('session', {}, { ...server.connection, username: 'app', password: 'p@ss' });
    expect(await redis.set('app:key', '1')).to.equal('OK');
    expect(await redis.call('ACL', 'WHOAMI')).to.equal('app');
  });

  it('leaves a server that accepts and never answers, though a worker has no socketTimeout', async () => {
    let accepted = 0;
    const silent = net.createServer(() => {
      accepted += 1;
    });
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as net.AddressInfo;
    const redis = make('worker', {}, { ...server.connection, endpoints: [{ host: '127.0.0.1', port }] });
    await until(() => accepted > 1, 'it tried again');
    redis.disconnect();
    silent.close();
  });

  it('tells no password in any error', async () => {
    await make('session').config('SET', 'requirepass', 'the-right-one');
    const connection = { ...server.connection, username: 'nobody', password: 'hunter2' };
    const redis = make('session', { maxRetriesPerRequest: 1 }, connection);
    const errors: unknown[] = [];
    redis.on('error', (error) => errors.push(error));
    errors.push(await redis.get('key').catch((error: Error) => error));
    await until(() => errors.length > 2, 'errors were told');
    expect(inspect(errors, { depth: 9 }))
      .to.include('WRONGPASS')
      .and.not.include('hunter2');
    expect(redis.ha.state().lastError).to.include('WRONGPASS');
  });

  it('counts what is rejected by its reason, and measures each command', async () => {
    const registry = new Registry();
    const redis = make('cache');
    collectMetrics({ pages: redis }, { registry });
    await ready(redis);
    await redis.set('text', 'no list');
    const failing = [redis.lpush('text', 1), redis.call('NONSENSE')];
    await Promise.allSettled(failing);
    server.signal('SIGSTOP');
    await redis.get('text').catch(() => undefined);
    server.signal('SIGCONT');
    await server.kill();
    await until(() => redis.ha.state().phase === 'reconnecting', 'it is gone');
    await redis.get('text').catch(() => undefined);
    const text = await registry.metrics();
    for (const reason of ['WRONGTYPE', 'ERR', 'timeout', 'offline']) {
      const labels = `client="pages",workload="cache",reason="${reason}"`;
      expect(text).to.include(`redis_commands_rejected_total{${labels}} 1`);
    }
    expect(text).to.match(/redis_command_duration_seconds_count\{command="set"\} 1/);
    expect(text).not.to.include('no list');
  });

  it('is ready in a failover, for a while; a cache is degraded', async () => {
    const session = make('session');
    const cache = make('cache');
    await Promise.all([ready(session), ready(cache)]);
    expect(await session.ha.health()).to.include({ status: 'up', ready: true, failures: 0 });
    await server.kill();
    await until(() => session.ha.state().phase !== 'ready', 'it noticed');
    expect(await session.ha.health({ tolerate: 1 })).to.include({ status: 'failingOver', ready: true });
    expect(await session.ha.health({ tolerate: 1 })).to.include({
      status: 'down',
      ready: false,
      failures: 2,
    });
    expect(await cache.ha.health({ tolerate: 0 })).to.include({ status: 'degraded', ready: true });
    server.start();
    await ready(session);
    expect(await session.ha.health()).to.include({ status: 'up', failures: 0 });
  });

  it('tells metrics and tracers', async () => {
    const events: string[] = [];
    const listener = (message: unknown) => events.push((message as ChannelMessage).event);
    diagnostics.subscribe(channelName, listener);
    const registry = new Registry();
    const redis = make('queue');
    collectMetrics({ jobs: redis }, { registry });
    await ready(redis);
    redis.stream.destroy();
    await until(() => redis.ha.state().reconnects === 1, 'it is back');
    const text = await registry.metrics();
    expect(text).to.include('redis_client_up{client="jobs",workload="queue"} 1');
    expect(text).to.include('redis_client_reconnects_total{client="jobs",workload="queue"} 1');
    redis.ha.events.emit('failover', { from: 'a:1', to: 'b:1', ms: 900 });
    expect(await registry.metrics()).to.include(
      'redis_failover_seconds_sum{client="jobs",workload="queue"} 0.9',
    );
    expect(events).to.include.members(['ready', 'lost', 'failover']);
    diagnostics.unsubscribe(channelName, listener);
  });
});
