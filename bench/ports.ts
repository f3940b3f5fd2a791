import { createServer } from 'node:net';

/** Two rows of ports that were free a moment ago, below those that the system hands out by itself. */
export async function ownPorts(): Promise<{ basePort: number; sentinelBasePort: number }> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const basePort = 10_000 + Math.floor(Math.random() * 20_000);
    const row = [0, 1, 2, 10, 11, 12].map((offset) => basePort + offset);
    if ((await Promise.all(row.map(isFree))).every(Boolean))
      return { basePort, sentinelBasePort: basePort + 10 };
  }
  throw new Error('No six free ports found between 10000 and 30000 in 50 attempts.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
      .once('error', () => resolve(false))
      .listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
