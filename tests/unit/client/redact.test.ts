import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { type Connection, createRedis } from '../../../client/index.ts';
import { until } from '../../local/until.ts';

/** What a server says that does not know AUTH: proxies, and servers with `rename-command AUTH ""`. */
const refusal = '-ERR unknown command `AUTH`, with args beginning with: `app`, `hunter2`, \r\n';

describe('client: a server that repeats the password', () => {
  let server: Server;
  let at: { host: string; port: number };
  before(async () => {
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', () => socket.write(refusal));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    at = { host: '127.0.0.1', port: (server.address() as AddressInfo).port };
  });
  after(() => server.close());

  const common = { username: 'app', password: 'hunter2', tls: { enabled: false } };
  const connections: Record<string, () => Connection> = {
    'for a server': () => ({ topology: 'standalone', endpoints: [at], ...common }),
    'for a Sentinel': () => ({
      topology: 'sentinel',
      endpoints: [at],
      sentinel: { masterName: 'main', username: 'app', password: 'hunter2' },
      ...common,
    }),
  };
  for (const [name, connection] of Object.entries(connections))
    it(`is not repeated, ${name}`, async () => {
      const redis = createRedis({
        workload: 'cache',
        connection: connection() as Connection & { topology: 'standalone' },
      });
      const told: unknown[] = [];
      redis.on('error', (error) => told.push(error));
      redis.ha.events.on('trouble', (error) => told.push(error));
      await until(() => /unknown command/.test(redis.ha.state().lastError ?? ''), 'the refusal is told');
      told.push(redis.ha.state());
      redis.disconnect();
      expect(inspect(told, { depth: 9 }))
        .to.include('unknown command')
        .and.not.include('hunter2');
    });
});
