// A chat on two Socket.IO servers through a failover: one speaks ten times a second, at the other somebody listens.
//   eval "$(npx redis-ha env --stack local --format shell)" && node examples/chat.ts
// Then in another terminal: npx redis-ha drill --stack local

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io as connect } from 'socket.io-client';
// In an application: 'redis-ha-client/socketio'.
import { createStreamsAdapter } from '../client/workloads/socketio/index.ts';

function serve() {
  const { adapter, redis, close } = createStreamsAdapter();
  const http = createServer();
  const io = new Server(http, { adapter });
  http.listen(0, '127.0.0.1');
  const end = async () => {
    await io.close();
    await close();
  };
  return { io, http, redis, end };
}

const [here, there] = [serve(), serve()];
there.redis.ha.events.on('failover', ({ from, to, ms }) => console.log(`from ${from} to ${to} in ${ms} ms`));

const heard = new Set<number>();
let said = 0;
there.http.once('listening', () => {
  const { port } = there.http.address() as AddressInfo;
  const listener = connect(`http://127.0.0.1:${port}`, { transports: ['websocket'] });
  listener.on('said', (word: number) => heard.add(word));
  listener.once('connect', () => {
    const speaking = setInterval(() => here.io.emit('said', said++), 100);
    const telling = setInterval(() => {
      console.log(`said ${said}, heard ${heard.size}, Redis ${there.redis.ha.state().phase}`);
    }, 1000);
    process.once('SIGINT', async () => {
      clearInterval(speaking);
      clearInterval(telling);
      listener.close();
      await Promise.all([here.end(), there.end()]);
    });
  });
});
