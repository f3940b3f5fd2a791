// A cache of computed values: one caller computes and the others wait, an old value beats an error, and a Redis that is
// away is a miss (cache.ts). What is kept where and how long: tiers.ts and beside it.
// Not here: what a client of workload `cache` is set to (presets/).

import { openSourceUnlessDisabled } from '../source.ts';
import { Cache } from './cache.ts';
import { type CacheWanted, settle } from './options.ts';
import { InMemory, InRedis } from './shared.ts';

export type { Cache, CacheStats, Compute } from './cache.ts';
export type { CacheOptions, CacheWanted, Serializer } from './options.ts';

/**
 * Where REDIS_ENABLED is false it is the memory of this process, and says so once.
 * @throws ConfigurationError where the connection or an option is wrong
 */
export function createCache(wanted: CacheWanted = {}): Cache {
  const settings = settle(wanted);
  const opened = openSourceUnlessDisabled('cache', wanted);
  if (opened)
    return new Cache(new InRedis(opened.redis, settings.prefix), settings, opened.redis, opened.close);
  const memory = new InMemory(wanted.local?.max ?? 10_000);
  return new Cache(memory, settings, undefined, () => Promise.resolve());
}
