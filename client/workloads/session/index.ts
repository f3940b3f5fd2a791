// Sessions of express-session in Redis with connect-redis 8 to 10 (both optional peers), through the adapter that
// connect-redis needs for ioredis; in the memory of the process where REDIS_ENABLED is false.

import { RedisStore } from 'connect-redis';
import type { SessionData, Store } from 'express-session';
import type { HaCluster, HaRedis } from '../../create/index.ts';
import { openSourceUnlessDisabled, type Source } from '../source.ts';
import { requireWhole } from '../whole.ts';
import { adapterFor } from './adapter.ts';
import { MemorySessions } from './memory.ts';

export { adapterFor } from './adapter.ts';

export type SessionStoreWanted = Source & {
  /** Before every session's id. Default `sess:`. */
  prefix?: string;
  /** Seconds a session lives whose cookie has no `expires`; a whole number above 0. Default 86 400 (a day). */
  ttlSeconds?: number;
  /** Do not prolong a session that is read and not changed; its TTL then runs from the last change. Default false. */
  disableTouch?: boolean;
  /** Default JSON. */
  serializer?: {
    parse(text: string): SessionData | Promise<SessionData>;
    stringify(session: SessionData): string;
  };
  /** Sessions at most where REDIS_ENABLED is false; the least recently used goes first. Default 10 000. */
  maxInMemory?: number;
};

export interface OpenSessionStore {
  /** For express-session: `session({ store, … })`. */
  store: Store;
  /** The client, for its state, health and metrics; undefined in memory. */
  redis: HaRedis | HaCluster | undefined;
  /** Closes the client, if it was made here. */
  close(): Promise<void>;
}

/**
 * A store whose requests wait through a failover, for 20 reconnects (about 12 s where each is refused at once, a minute where no
 * Sentinel names a primary). Where REDIS_ENABLED is false it is the memory of this process, and says so once.
 * @throws ConfigurationError where the connection or a number is wrong
 */
export function createSessionStore(wanted: SessionStoreWanted = {}): OpenSessionStore {
  const { prefix = 'sess:', ttlSeconds = 86_400, disableTouch = false, serializer } = wanted;
  const { maxInMemory = 10_000 } = wanted;
  requireWhole('session store', { ttlSeconds, maxInMemory });
  const opened = openSourceUnlessDisabled('session', wanted);
  if (!opened) {
    const store = new MemorySessions({ ttlSeconds, max: maxInMemory });
    return { store, redis: undefined, close: () => Promise.resolve() };
  }
  const client = adapterFor(opened.redis, RedisStore);
  const store = new RedisStore({
    client,
    prefix,
    ttl: ttlSeconds,
    disableTouch,
    ...(serializer && { serializer }),
  });
  return { store, redis: opened.redis, close: opened.close };
}
