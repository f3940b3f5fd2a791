import { expect } from 'chai';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { createRedis, HaCluster } from '../../../client/index.ts';
import { freePorts } from '../../local/instance.ts';
import { until } from '../../local/until.ts';
import { Server } from './server.ts';

describe('client: a real cluster', () => {
  let server: Server;
  let cluster: HaCluster;

  beforeEach(async () => {
    // Its default, 10 000 above the other, lies where the kernel takes the ports of outgoing connections from.
    const bus = ['--cluster-port', String(await freePorts(1)), '--cluster-announce-ip', '127.0.0.1'];
    server = await Server.start('--cluster-enabled', 'yes', ...bus);
    const admin = new Redis(server.port);
    admin.on('error', () => undefined);
    await admin.cluster('ADDSLOTSRANGE', 0, 16383);
    admin.disconnect();
    cluster = createRedis({ workload: 'session', connection: { ...server.connection, topology: 'cluster' } });
  });
  afterEach(async () => {
    cluster.disconnect();
    await server.remove();
  });

  it('is reached, comes back after a restart, and is closed for good', async () => {
    await cluster.set('key', '1');
    expect(cluster.ha.state()).to.include({ phase: 'ready', workload: 'session', reconnects: 0 });
    expect(await cluster.ha.health()).to.include({ status: 'up' });

    await server.kill();
    expect(await cluster.ha.health({ timeoutMs: 50 })).to.include({ status: 'failingOver', ready: true });
    server.start();
    await until(
      async () => (await cluster.set('key', '2').catch(() => 'failed')) === 'OK',
      'it writes again',
    );
    expect(cluster.ha.state()).to.include({ phase: 'ready' });

    await cluster.ha.close();
    expect(cluster.ha.state().phase).to.equal('closed');
    await until(() => cluster.status === 'end', 'ioredis ended too');
  });

  it('is duplicated with all that it has', async () => {
    const copy = cluster.duplicate();
    expect(copy).to.be.instanceOf(HaCluster);
    expect(await copy.set('key', '1')).to.equal('OK');
    copy.disconnect();
  });

  it('is reached by an address map where announced addresses mean nothing', async () => {
    const announced = { host: '192.0.2.1', port: server.port };
    const admin = new Redis(server.port);
    await admin.config('SET', 'cluster-announce-ip', announced.host);
    admin.disconnect();
    const redis = createRedis({
      workload: 'session',
      connection: { ...server.connection, topology: 'cluster', endpoints: [announced] },
      natMap: { [`192.0.2.1:${server.port}`]: { host: '127.0.0.1', port: server.port } },
    });
    expect(await redis.set('key', '1')).to.equal('OK');
    await redis.ha.close();
  });

  it('is read from the environment', async () => {
    const env = { REDIS_CLUSTER_NODES: `127.0.0.1:${server.port}` };
    const redis = createRedis({ workload: 'cache', env });
    expect(redis).to.be.instanceOf(HaCluster);
    await until(() => redis.ha.state().phase === 'ready', 'it is ready');
    await redis.ha.close();
  });
});
