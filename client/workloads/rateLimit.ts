// Rate limits with rate-limiter-flexible (an optional peer): counted in Redis, and in the memory of each instance of the
// application while Redis is away, so that a limit neither falls nor locks everybody out.

import {
  type IRateLimiterStoreOptions,
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
} from 'rate-limiter-flexible';
import type { HaCluster, HaRedis } from '../create/index.ts';
import { openSourceUnlessDisabled, type Source } from './source.ts';
import { requireWhole } from './whole.ts';

/** What rate-limiter-flexible takes beside what is said here; without what would undo it. */
export type LimiterOptions = Omit<
  IRateLimiterStoreOptions,
  | 'storeClient'
  | 'storeType'
  | 'insuranceLimiter'
  | 'rejectIfRedisNotReady'
  | 'useRedisPackage'
  | 'useRedis3AndLowerPackage'
  | 'points'
  | 'duration'
>;

export type RateLimiterWanted = Source & {
  /** How often in `duration`; a whole number above 0. */
  points: number;
  /** Seconds; a whole number above 0. */
  duration: number;
  /**
   * How many instances of the application run; a whole number above 0. While Redis is away each of them allows
   * points / instances (rounded down, at least 1), so that all together hold the limit.
   */
  instances: number;
  /** Any other option of rate-limiter-flexible: keyPrefix (default `rlflx`), blockDuration, inMemoryBlockOnConsumed, … */
  limiter?: LimiterOptions;
};

export interface OpenRateLimiter {
  /** `consume(key)` rejects with a RateLimiterRes where the limit is reached, never because of Redis. */
  limiter: RateLimiterAbstract;
  /** The client, for its state, health and metrics; undefined in memory. */
  redis: HaRedis | HaCluster | undefined;
  /** Closes the client, if it was made here. */
  close(): Promise<void>;
}

/**
 * A limiter that allows points + insurance x instances at most in a duration in which Redis fails over once. Where
 * REDIS_ENABLED is false it is the insurance alone, and says so once.
 * @throws ConfigurationError where the connection or a number is wrong
 */
export function createRateLimiter(wanted: RateLimiterWanted): OpenRateLimiter {
  const { points, duration, instances, limiter = {} } = wanted;
  requireWhole('rate limiter', { points, duration, instances });
  const own = { ...limiter, duration };
  const insurance = new RateLimiterMemory({ ...own, points: Math.max(1, Math.floor(points / instances)) });
  const opened = openSourceUnlessDisabled('rateLimit', wanted);
  if (!opened) return { limiter: insurance, redis: undefined, close: () => Promise.resolve() };
  return {
    limiter: new RateLimiterRedis({
      ...own,
      points,
      storeClient: opened.redis,
      // At once, without asking a client that cannot answer.
      rejectIfRedisNotReady: true,
      insuranceLimiter: insurance,
    }),
    redis: opened.redis,
    close: opened.close,
  };
}
