// Runs of free ports on loopback, far from the defaults.

import { createServer } from 'node:net';

/** The first port of a free run for each of the `counts`; no run is given twice in a process. */
export async function freePorts(...counts: number[]): Promise<number[]> {
  const bases: number[] = [];
  for (const count of counts) bases.push(await freeRun(count));
  return bases;
}

const span = { from: 21000, to: 32000 };
let next = span.from + ((process.pid * 37) % (span.to - span.from));

async function freeRun(count: number): Promise<number> {
  for (;;) {
    const base = next + count > span.to ? span.from : next;
    next = base + count;
    const ports = Array.from({ length: count }, (_, index) => base + index);
    const free = await Promise.all(ports.map(isFree));
    if (free.every(Boolean)) return base;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
