// A slow price list behind a cache, through a failover: the prices go on.
//   eval "$(npx redis-ha env --stack local --format shell)" && node examples/cache.ts
// Then in another terminal: npx redis-ha drill --stack local

import { setTimeout as sleep } from 'node:timers/promises';
// In an application: from 'redis-ha-client/cache'.
import { createCache } from '../client/workloads/cache/index.ts';
import { eachSecond } from './eachSecond.ts';

const cache = createCache(); // from REDIS_URL, REDIS_SENTINELS, … of the environment

async function priceOf(product: string): Promise<number> {
  await sleep(200); // the slow database
  return product.length * 100 + Math.floor(Math.random() * 100);
}

cache.redis?.ha.events.on('failover', ({ from, to, ms }) => console.log(`from ${from} to ${to} in ${ms} ms`));

const products = ['apple', 'banana', 'cherry', 'date'];
await eachSecond(async () => {
  const waits: number[] = [];
  for (let i = 0; i < 20; i += 1) {
    const product = products[i % products.length] ?? '';
    const start = performance.now();
    await cache.getOrSet(product, 5000, () => priceOf(product));
    waits.push(Math.round(performance.now() - start));
    await sleep(40);
  }
  const { hits, computed, stale, redisErrors } = cache.stats();
  const numbers = `${hits} hits, ${computed} computed, ${stale} old, ${redisErrors} errors of Redis hidden`;
  console.log(`20 prices, the slowest in ${Math.max(...waits)} ms | ${numbers}`);
});
await cache.close();
