import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { createRedis, type Endpoint } from '../../../client/index.ts';
import { LocalInstance } from '../../local/instance.ts';

const announced = '127.0.0.1';
// On loopback as well, but in no certificate.
const outside = '127.0.0.9';
const members = ['server-1', 'server-2', 'server-3', 'sentinel-1', 'sentinel-2', 'sentinel-3'];

describe('client, reached under other addresses than the announced ones, over TLS', () => {
  let instance: LocalInstance;
  beforeEach(async () => {
    instance = await LocalInstance.make();
    await instance.up();
  });
  afterEach(() => instance.remove());

  it('proves servers and Sentinels by the names they announce', async () => {
    const targets = await Promise.all(members.map((name) => instance.target(name)));
    const mapped = targets.map(
      async ({ port }) => [`${announced}:${port}`, await proxyTo(instance, port)] as const,
    );
    const natMap = Object.fromEntries(await Promise.all(mapped));
    const [server, , , sentinel] = targets;
    const client = createRedis({
      workload: 'session',
      natMap,
      connection: {
        topology: 'sentinel',
        endpoints: targets.slice(3).map(({ port }) => ({ host: announced, port })),
        sentinel: { masterName: 'test', password: sentinel?.password ?? '' },
        tls: { enabled: true, ca: server?.ca ?? '' },
        password: server?.password ?? '',
      },
    });
    instance.endWith(() => client.disconnect());
    expect(await client.set('key', 'value')).to.equal('OK');
    expect(client.ha.state().address).to.contain(outside);
  });
});

async function proxyTo(instance: LocalInstance, port: number): Promise<Endpoint> {
  const proxy = createServer((socket) => {
    const there = connect(port, announced);
    socket.pipe(there).pipe(socket);
    for (const [one, other] of [
      [socket, there],
      [there, socket],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  }).listen(0, outside);
  instance.endWith(() => proxy.close());
  await once(proxy, 'listening');
  return { host: outside, port: (proxy.address() as AddressInfo).port };
}
