// An express application that counts the visits of a session, and its visitor, through a failover: one visit is slow.
//   eval "$(npx redis-ha env --stack local --format shell)" && node examples/sessions.ts
// Then in another terminal: npx redis-ha drill --stack local

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import session from 'express-session';
// In an application: from 'redis-ha-client/session'.
import { createSessionStore } from '../client/workloads/session/index.ts';
import { eachSecond } from './eachSecond.ts';

declare module 'express-session' {
  interface SessionData {
    visits?: number;
  }
}

const { store, redis, close } = createSessionStore();
const app = express();
app.use(session({ store, secret: 'from your configuration', resave: false, saveUninitialized: false }));
app.get('/', (request, response) => {
  request.session.visits = (request.session.visits ?? 0) + 1;
  response.send(`visit ${request.session.visits}`);
});
const server = app.listen(0, '127.0.0.1');
await once(server, 'listening');

let cookie = '';
async function visit(): Promise<string> {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { cookie } });
  cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
  return response.ok ? response.text() : `HTTP ${response.status}`;
}

await eachSecond(async () => {
  const start = performance.now();
  const seen = await visit();
  const ms = Math.round(performance.now() - start);
  const { address = 'nowhere', lastFailoverMs } = redis?.ha.state() ?? {};
  const last = lastFailoverMs === undefined ? '' : `, last failover ${lastFailoverMs} ms`;
  console.log(`${seen} in ${ms} ms | Redis at ${address}${last}`);
});
server.close();
await close();
