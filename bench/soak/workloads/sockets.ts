import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io as connect, type Socket } from 'socket.io-client';
import type { Connection } from '../../../client/connection.ts';
import { createStreamsAdapter } from '../../../client/workloads/socketio/index.ts';
import { Pulse } from './pulse.ts';
import { emptyBooks, eventually, pace, type Soaked } from './soaked.ts';

const arrivalMs = 15_000;

/** Broadcasts from one Socket.IO server to a listener at another, over the streams adapter. */
export async function sockets(connection: Connection): Promise<Soaked> {
  const [here, there] = [await serve(connection), await serve(connection)];
  const listener = connect(there.url, { transports: ['websocket'] });
  await new Promise<void>((resolve) => listener.once('connect', resolve));
  const books = emptyBooks();
  const pulse = new Pulse();
  const heard = new Map<number, number>();
  listener.on('news', (n: number) => {
    pulse.beat();
    heard.set(n, (heard.get(n) ?? 0) + 1);
  });
  await greeted(here.io, listener);
  let next = 0;
  let settled = 0;
  const speaking = pace(50, async () => void here.io.emit('news', next++));

  async function check(): Promise<void> {
    const due = next;
    await eventually(arrivalMs, () => heard.has(due - 1));
    for (; settled < due; settled += 1) {
      const times = heard.get(settled) ?? 0;
      books.acknowledged += 1;
      books.lost += times === 0 ? 1 : 0;
      books.twice += times > 1 ? 1 : 0;
    }
  }

  return {
    name: 'broadcasts',
    clients: [here.redis, there.redis],
    books,
    pulse,
    check,
    async end() {
      await speaking.stop();
      await check();
      listener.close();
      await Promise.all([here.end(), there.end()]);
    },
  };
}

/** A server hears what is broadcast after it has begun to read. */
async function greeted(io: Server, listener: Socket): Promise<void> {
  let greetings = 0;
  listener.on('hello', () => (greetings += 1));
  await eventually(arrivalMs, () => {
    io.emit('hello');
    return greetings > 0;
  });
}

async function serve(connection: Connection) {
  const { adapter, redis, close } = createStreamsAdapter({ connection });
  const http = createServer();
  const io = new Server(http, { adapter });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const end = async () => {
    await io.close();
    await close();
  };
  return { io, redis, end, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
}
