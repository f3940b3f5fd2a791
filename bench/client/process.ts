// A process that opens clients of one kind and measures them when it is asked.

import { readdir, readFile, readlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { Answer, ClientName, Memory, Mode, Opening, Rate, Request } from './orders.ts';

const key = 'bench:client';
/** A small value, as a counter or a token is. */
const value = 'x'.repeat(32);
const sideBySide = 64;
const pipelined = 100;
/** Connections of watchers and detectors open after the client is ready. */
const settleMs = 1500;

const openers: Record<ClientName, (opening: Opening) => Promise<Redis>> = {
  async ours({ connection }) {
    const { createRedis } = await import('../../client/index.ts');
    return createRedis({ workload: 'queue', connection });
  },
  async bare({ connection: { password, tls }, port }) {
    const { Redis } = await import('ioredis');
    const secure = tls.ca === undefined ? {} : { tls: { ca: tls.ca } };
    return new Redis({ host: '127.0.0.1', port, ...(password && { password }), ...secure });
  },
  async detector({ connection: { endpoints, sentinel, password, tls } }) {
    const { Redis } = await import('ioredis');
    const secure = tls.ca === undefined ? undefined : { ca: tls.ca };
    return new Redis({
      sentinels: endpoints,
      name: sentinel.masterName,
      ...(password && { password }),
      ...(sentinel.password && { sentinelPassword: sentinel.password }),
      ...(secure && { enableTLSForSentinelMode: true, tls: secure, sentinelTLS: secure }),
      failoverDetector: true,
    });
  },
};

process.once('message', async (opening: Opening) => {
  const clients: Redis[] = [];
  for (let i = 0; i < opening.clients; i += 1) clients.push(await openers[opening.client](opening));
  await Promise.all(clients.map((client) => client.set(key, value)));
  process.on('message', async (request: Request) => {
    if (request.kind === 'memory') return answer({ kind: 'memory', ...(await memory()) });
    const [client] = clients;
    if (client) answer({ kind: 'rate', ...(await rate(client, request.mode, request.ms)) });
  });
  answer({ kind: 'open' });
});
process.on('disconnect', () => process.exit(0));

async function rate(client: Redis, mode: Mode, ms: number): Promise<Rate> {
  const before = process.cpuUsage();
  const started = performance.now();
  const end = started + ms;
  const counts = await Promise.all(
    Array.from({ length: mode.load === '64 side by side' ? sideBySide : 1 }, () =>
      mode.load === 'pipelines of 100' ? pipelines(client, mode, end) : singles(client, mode, end),
    ),
  );
  const seconds = (performance.now() - started) / 1000;
  const count = counts.reduce((sum, one) => sum + one, 0);
  const { user, system } = process.cpuUsage(before);
  return { perSecond: count / seconds, cpu: (user + system) / count };
}

async function singles(client: Redis, { command }: Mode, end: number): Promise<number> {
  let count = 0;
  while (performance.now() < end) {
    await (command === 'get' ? client.get(key) : client.set(key, value));
    count += 1;
  }
  return count;
}

async function pipelines(client: Redis, { command }: Mode, end: number): Promise<number> {
  let count = 0;
  while (performance.now() < end) {
    const pipeline = client.pipeline();
    for (let i = 0; i < pipelined; i += 1) {
      if (command === 'get') pipeline.get(key);
      else pipeline.set(key, value);
    }
    await pipeline.exec();
    count += pipelined;
  }
  return count;
}

async function memory(): Promise<Memory> {
  await sleep(settleMs);
  globalThis.gc?.();
  return { rssMb: process.memoryUsage.rss() / 2 ** 20, sockets: await connections() };
}

/** Open TCP connections: the sockets among the file descriptors that the kernel lists as TCP. Linux only. */
async function connections(): Promise<number> {
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/self/net/${name}`, 'utf8')));
  const inodes = new Set(
    tables.flatMap((table) => table.split('\n').map((line) => line.trim().split(/\s+/)[9])),
  );
  const files = await readdir('/proc/self/fd');
  const links = await Promise.all(files.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
  const sockets = links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []);
  return sockets.filter((inode) => inodes.has(inode)).length;
}

function answer(words: Answer): void {
  process.send?.(words);
}
