import type { HaCluster } from '../../create/index.ts';

/** A second client of a cluster for sharded subscriptions, which ioredis (5.9 and later) takes only where it is told so. */
export function shardedSubscriber(redis: HaCluster): HaCluster {
  // Ours in truth: its type is that of ioredis, for it would have to follow an option that no duplicate changes.
  return redis.duplicate([], { shardedSubscribers: true }) as HaCluster;
}
