import type { Connection } from '../../../client/connection.ts';
import { createRateLimiter } from '../../../client/workloads/rateLimit.ts';
import { Pulse } from './pulse.ts';
import { emptyBooks, pace, type Soaked } from './soaked.ts';

const points = 40;
const instances = 2;
const most = points + Math.floor(points / instances) * instances;

/** Two instances of an application that take far more than the limit, of another key after each check. */
export async function limits(connection: Connection): Promise<Soaked> {
  const wanted = { connection, points, instances, duration: 3600 };
  const limiters = [createRateLimiter(wanted), createRateLimiter(wanted)];
  const books = emptyBooks();
  const pulse = new Pulse();
  const allowed = new Map<number, number>();
  let turn = 0;
  let next = 0;
  const taking = pace(12, async () => {
    const key = turn;
    await limiters[next++ % instances]?.limiter.consume(`soak-${key}`).then(
      () => {
        pulse.beat();
        allowed.set(key, (allowed.get(key) ?? 0) + 1);
      },
      (reason: unknown) => {
        // The limit is told by an object that is no error, and is an answer.
        if (reason instanceof Error) books.rejected += 1;
        else pulse.beat();
      },
    );
  });

  async function check(): Promise<void> {
    turn += 1;
    // The key that was in use may have a request under way still.
    const done = [...allowed].filter(([key]) => key < turn - 1);
    for (const [key, times] of done) {
      books.acknowledged += times;
      books.overrun += Math.max(0, times - most);
      allowed.delete(key);
    }
  }

  return {
    name: 'rate limit',
    clients: limiters.flatMap(({ redis }) => (redis ? [redis] : [])),
    books,
    pulse,
    check,
    async end() {
      await taking.stop();
      turn += 1;
      await check();
      await Promise.all(limiters.map(({ close }) => close()));
    },
  };
}
