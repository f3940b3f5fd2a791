import type { RedisOptions } from 'ioredis';
import { openIoredis } from './ioredis.ts';
import type { OpenWriter } from './writer.ts';

const targetErrors = ['READONLY', 'ECONNRESET', 'ETIMEDOUT', 'ECONNREFUSED'];

export const openPlan: OpenWriter = (connection) => openIoredis(connection, planOptions(connection.password));

/**
 * What `createSentinelClient` of the plan's lib/redis.ts gives to ioredis, option for option. The file itself does not
 * compile (it defines `getRedisMode` twice), so its options are repeated here; its handlers only print.
 */
export function planOptions(password: string | undefined): RedisOptions {
  return {
    // The plan gives the servers' password to the Sentinels too, which have none; ioredis 6 goes on without.
    ...(password && { sentinelPassword: password }),
    lazyConnect: true,
    maxRetriesPerRequest: 3,
    retryStrategy: (times) => {
      if (times > 5) return null;
      return Math.min(times * 500, 3000);
    },
    reconnectOnError: (error) => targetErrors.some((word) => error.message.includes(word)),
    sentinelRetryStrategy: (times) => {
      if (times > 3) return null;
      return Math.min(times * 100, 1000);
    },
    enableReadyCheck: true,
    enableOfflineQueue: true,
  };
}
