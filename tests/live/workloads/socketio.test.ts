import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { Server } from 'socket.io';
import { io as connect, type Socket } from 'socket.io-client';
import type { Connection } from '../../../client/index.ts';
import { createStreamsAdapter, type OpenStreamsAdapter } from '../../../client/workloads/socketio/index.ts';
import { createPubSubAdapter, type OpenPubSubAdapter } from '../../../client/workloads/socketio/pubsub.ts';
import { LocalInstance } from '../../local/instance.ts';
import { until } from '../../local/until.ts';
import { serverLink } from '../client/clients.ts';
import { faults, stage } from './stage.ts';

type Open = OpenStreamsAdapter | OpenPubSubAdapter;

describe('workload socketio, on real servers over TLS', () => {
  let instance: LocalInstance;
  let connection: Connection;
  let primary: string;
  beforeEach(async () => {
    instance = await LocalInstance.make();
    ({ connection, primary } = await stage(instance));
  });
  afterEach(() => instance.remove());

  /** A Socket.IO server of its own, with clients of its own. */
  async function serve(open: Open): Promise<{ io: Server; url: string; open: Open }> {
    const http = createServer();
    const io = new Server(http, { adapter: open.adapter });
    http.listen(0, '127.0.0.1');
    await once(http, 'listening');
    instance.endWith(async () => {
      await io.close();
      await open.close();
    });
    return { io, open, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
  }

  async function join(url: string): Promise<Socket> {
    const socket = connect(url, { transports: ['websocket'] });
    instance.endWith(() => socket.close());
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    return socket;
  }

  /** Two servers that know of each other. */
  async function pair(make: () => Open) {
    const [one, other] = [await serve(make()), await serve(make())];
    await until(async () => (await one.io.of('/').adapter.serverCount()) === 2, 'they know each other');
    return { one, other };
  }

  for (const [name, fault] of Object.entries(faults)) {
    it(`streams adapter: misses no broadcast through ${name}`, async () => {
      const { one, other } = await pair(() => createStreamsAdapter({ connection }));
      const heard = new Map<number, number>();
      const socket = await join(other.url);
      socket.on('news', (n: number) => heard.set(n, (heard.get(n) ?? 0) + 1));

      let sent = 0;
      const emitting = setInterval(() => one.io.emit('news', sent++), 10);
      instance.endWith(() => clearInterval(emitting));
      const end = await fault(instance, primary);
      await until(() => other.open.redis.ha.state().lastFailoverMs !== undefined, 'another server is used');
      const before = sent;
      await until(() => heard.has(before + 50), 'broadcasts arrive again');
      end();
      clearInterval(emitting);
      await until(() => heard.has(sent - 1), 'the last one arrives');

      const missed = Array.from({ length: sent }, (_, n) => n).filter((n) => !heard.has(n));
      expect(missed).to.deep.equal([]);
      expect(socket.connected).to.equal(true);
      // Requests between servers, which go over pub/sub, work again too.
      await until(async () => (await one.io.fetchSockets()).length === 1, 'servers answer each other');
      expect(other.open.redis.ha.state()).to.include({ phase: 'ready', role: 'primary' });
    });
  }

  it('streams adapter: misses not even the first broadcast, written while a server is cut off', async () => {
    const { other } = await pair(() => createStreamsAdapter({ connection }));
    const socket = await join(other.url);
    const heard: number[] = [];
    socket.on('news', (n: number) => heard.push(n));
    const link = await serverLink(instance, primary);
    await until(
      async () => ((await link.call('CLIENT', 'LIST')) as string).includes('cmd=xread'),
      'it reads',
    );
    const data = JSON.stringify({
      packet: { type: 2, data: ['news', 1], nsp: '/' },
      opts: { rooms: [], except: [], flags: {} },
    });
    await link
      .multi()
      .call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')
      .xadd('socket.io', '*', 'uid', 'somebody', 'nsp', '/', 'type', '3', 'data', data)
      .exec();
    await until(() => heard.length > 0, 'it arrives');
  });

  it('pub/sub adapter: broadcasts arrive again after kill -9 of the primary', async () => {
    const { one, other } = await pair(() => createPubSubAdapter({ connection }));
    const heard = new Set<number>();
    const socket = await join(other.url);
    socket.on('news', (n: number) => heard.add(n));
    let sent = 0;
    const emitting = setInterval(() => one.io.emit('news', sent++), 10);
    instance.endWith(() => clearInterval(emitting));
    await until(() => heard.size > 20, 'broadcasts arrive');
    process.kill(await instance.pid(primary), 'SIGKILL');
    await until(() => other.open.redis.ha.state().lastFailoverMs !== undefined, 'another server is used');
    const before = sent;
    await until(() => [...heard].filter((n) => n > before).length > 20, 'broadcasts arrive again');
  });

  it('streams adapter: the process goes on while Redis is away, and when it is closed before Socket.IO', async () => {
    const { one } = await pair(() => createStreamsAdapter({ connection }));
    const rejections: unknown[] = [];
    const note = (reason: unknown) => rejections.push(reason);
    process.on('unhandledRejection', note);
    instance.endWith(() => process.off('unhandledRejection', note));
    for (const pid of Object.values(await instance.pids())) process.kill(pid, 'SIGKILL');
    await until(() => one.open.redis.ha.state().phase === 'reconnecting', 'it is away');
    one.io.serverSideEmit('lost');
    one.io.emit('lost');
    await one.open.close();
    // The loop of the adapter ran in the same turn for ever here, and neither timers nor sockets had theirs.
    for (let turn = 0; turn < 20; turn += 1) await sleep(10);
    await one.io.close();
    expect(rejections).to.deep.equal([]);
  });
});
