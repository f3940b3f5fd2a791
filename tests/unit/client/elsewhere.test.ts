import dns from 'node:dns';
import { expect } from 'chai';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { type ClientOptions, createRedis, type Workload } from '../../../client/index.ts';
import { until } from '../../local/until.ts';
import { Server } from './server.ts';

const nobody = ['127.0.0.1', '1'] as const;

describe('client: a server that is not, or no longer, the right one', () => {
  let server: Server;
  let admin: Redis;
  const ends: (() => unknown)[] = [];

  const make = (workload: Workload, options: ClientOptions = {}, connection = server.connection) => {
    const redis = createRedis({ workload, connection, options });
    ends.push(() => redis.disconnect());
    return redis;
  };

  beforeEach(async () => {
    server = await Server.start('--bind', '127.0.0.1', '--replica-serve-stale-data', 'no');
    admin = new Redis(server.port, '127.0.0.1');
    admin.on('error', () => undefined);
  });
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
    admin.disconnect();
    await server.remove();
  });

  it('is asked again where it lost its primary, until it is one itself', async () => {
    const redis = make('session');
    await redis.set('key', '1');
    await admin.replicaof(...nobody);
    const read = redis.get('key');
    await until(() => redis.ha.state().reconnects > 1, 'it was told MASTERDOWN');
    await admin.replicaof('NO', 'ONE');
    expect(await read).to.equal('1');
  });

  it('keeps a worker waiting that was unblocked because the server was demoted', async () => {
    const redis = make('worker');
    const popped = redis.blpop('list', 0);
    await until(async () => /blocked_clients:1/.test(await admin.info('clients')), 'it blocks');
    await admin.replicaof(...nobody);
    await until(() => redis.ha.state().reconnects > 1, 'it was sent away');
    await admin.replicaof('NO', 'ONE');
    await admin.rpush('list', 'job');
    expect(await popped).to.deep.equal(['list', 'job']);
  });

  it('is asked less and less often while it only sends the client away', async () => {
    const attempts: number[] = [];
    const retryStrategy = (attempt: number) => {
      attempts.push(attempt);
      return 1;
    };
    const redis = make('queue', { retryStrategy });
    await redis.ping();
    await admin.replicaof(...nobody);
    attempts.splice(0);
    const written = redis.set('key', '1');
    await until(() => attempts.length > 6, 'it was sent away often');
    await admin.replicaof('NO', 'ONE');
    expect(await written).to.equal('OK');
    expect(attempts.slice(0, 6)).to.deep.equal([1, 2, 3, 4, 5, 6]);
  });

  it('is left for where the name leads by now: each connect asks DNS', async () => {
    const other = await Server.start('--bind', '127.0.0.2', '--port', String(server.port));
    ends.push(() => other.remove());
    let address = '127.0.0.1';
    const lookup = dns.lookup;
    ends.push(() => {
      dns.lookup = lookup;
    });
    const answer = (_: string, options: { all?: boolean }, done: (...found: unknown[]) => void) =>
      setImmediate(() => (options.all ? done(null, [{ address, family: 4 }]) : done(null, address, 4)));
    dns.lookup = answer as unknown as typeof lookup;

    const endpoints = [{ host: 'primary.of.a.service', port: server.port }];
    const redis = make('session', {}, { ...server.connection, endpoints });
    await redis.set('key', 'old');
    address = '127.0.0.2';
    // As a managed service does: the connection is closed, and the name names the new primary.
    await admin.call('CLIENT', 'KILL', 'TYPE', 'normal');
    expect(await redis.set('key', 'new')).to.equal('OK');
    expect(redis.ha.state().address).to.equal(`127.0.0.2:${server.port}`);
    expect(await admin.get('key')).to.equal('old');
  });
});
