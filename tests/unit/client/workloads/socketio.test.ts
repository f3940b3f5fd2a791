import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { afterEach, describe, it } from 'mocha';
import { Server as SocketServer } from 'socket.io';
import { io as connect } from 'socket.io-client';
import { ConfigurationError, RedisDisabled } from '../../../../client/index.ts';
import {
  createStreamsAdapter,
  type OpenStreamsAdapter,
} from '../../../../client/workloads/socketio/index.ts';
import { createPubSubAdapter, type OpenPubSubAdapter } from '../../../../client/workloads/socketio/pubsub.ts';
import { until } from '../../../local/until.ts';
import { startCluster } from '../clusterServers.ts';
import { Server } from '../server.ts';

describe('client: adapters of Socket.IO', () => {
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });

  async function serve(
    open: OpenStreamsAdapter | OpenPubSubAdapter,
  ): Promise<{ io: SocketServer; url: string }> {
    const http = createServer();
    const io = new SocketServer(http, { adapter: open.adapter });
    ends.push(async () => {
      await io.close();
      await open.close();
    });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    return { io, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
  }

  /** A broadcast at one server, to all and to a room, is heard at the other. */
  async function carries(make: () => OpenStreamsAdapter | OpenPubSubAdapter): Promise<void> {
    const [one, other] = [await serve(make()), await serve(make())];
    other.io.on('connection', (socket) => socket.join('room'));
    const socket = connect(other.url, { transports: ['websocket'] });
    ends.push(async () => socket.close());
    const heard = new Set<string>();
    for (const name of ['all', 'some']) socket.on(name, () => heard.add(name));
    await until(() => {
      one.io.emit('all');
      one.io.to('room').emit('some');
      return heard.size === 2;
    }, 'both are heard');
    await until(async () => (await one.io.fetchSockets()).length === 1, 'servers answer each other');
  }

  it('carry broadcasts between servers: streams, and pub/sub', async () => {
    const server = await Server.start();
    ends.push(() => server.remove());
    await carries(() => createStreamsAdapter({ connection: server.connection }));
    await carries(() => createPubSubAdapter({ connection: server.connection }));
  });

  it('carry broadcasts in a cluster: streams, and sharded pub/sub', async () => {
    const { connection, remove } = await startCluster(2);
    ends.push(remove);
    await carries(() => createStreamsAdapter({ connection }));
    // Both use the same channels, and would count each other's servers.
    await carries(() => createPubSubAdapter({ connection, sharded: { channelPrefix: 'sharded' } }));
  });

  it('need Redis, and clients that keep what is given while it is away', async () => {
    const env = { REDIS_ENABLED: 'false' };
    for (const make of [createStreamsAdapter, createPubSubAdapter]) {
      expect(() => make({ env })).to.throw(RedisDisabled, 'cannot do without');
      const options = { enableOfflineQueue: false };
      expect(() => make({ env: { REDIS_HOST: 'localhost' }, options })).to.throw(
        ConfigurationError,
        'enableOfflineQueue',
      );
    }
  });
});
