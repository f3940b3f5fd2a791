// Twenty requests a second against a limit of fifty in ten seconds, through a failover: it holds, and nobody waits.
//   eval "$(npx redis-ha env --stack local --format shell)" && node examples/rate-limit.ts
// Then in another terminal: npx redis-ha drill --stack local

import { setTimeout as sleep } from 'node:timers/promises';
// In an application: from 'redis-ha-client/rate-limit'.
import { createRateLimiter } from '../client/workloads/rateLimit.ts';
import { eachSecond } from './eachSecond.ts';

// Run it twice in two terminals: both count together, and each allows 25 while Redis is away.
const { limiter, redis, close } = createRateLimiter({ points: 50, duration: 10, instances: 2 });

async function request(): Promise<'allowed' | 'refused'> {
  try {
    await limiter.consume('user-1');
    return 'allowed';
  } catch (reason) {
    if (reason instanceof Error) throw reason;
    return 'refused'; // an HTTP handler answers 429 with Retry-After
  }
}

redis?.ha.events.on('failover', ({ from, to, ms }) => console.log(`from ${from} to ${to} in ${ms} ms`));

await eachSecond(async () => {
  const count = { allowed: 0, refused: 0 };
  let slowest = 0;
  for (let i = 0; i < 20; i += 1) {
    const start = performance.now();
    count[await request()] += 1;
    slowest = Math.max(slowest, Math.round(performance.now() - start));
    await sleep(40);
  }
  const phase = redis?.ha.state().phase ?? 'switched off';
  console.log(
    `${count.allowed} allowed, ${count.refused} refused, the slowest in ${slowest} ms | Redis ${phase}`,
  );
});
await close();
