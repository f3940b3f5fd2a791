import { createAdapter, createShardedAdapter, type RedisAdapterOptions } from '@socket.io/redis-adapter';
import { HaCluster, type HaRedis } from '../../create/index.ts';
import { Copies } from '../copies.ts';
import { facade } from '../facade.ts';
import { openSource, type Source } from '../source.ts';
import { forgiving } from './forgiving.ts';
import { shardedSubscriber } from './sharded.ts';

type ShardedOptions = NonNullable<Parameters<typeof createShardedAdapter>[2]>;

export type PubSubAdapterWanted = Source & {
  /** Those of @socket.io/redis-adapter. */
  adapter?: Partial<RedisAdapterOptions>;
  /** Those of its sharded adapter, which is used in a cluster. */
  sharded?: ShardedOptions;
};

export interface OpenPubSubAdapter {
  /** For Socket.IO: `new Server(http, { adapter })`. */
  adapter: ReturnType<typeof createAdapter> | ReturnType<typeof createShardedAdapter>;
  /** Publishes; a second connection subscribes. */
  redis: HaRedis | HaCluster;
  /** After `io.close()`. */
  close(): Promise<void>;
}

/**
 * Socket.IO's adapter on pub/sub: nothing is kept in Redis, so what is broadcast during a failover is missed. For what is
 * stale in a second anyway; where every broadcast counts, take the streams adapter. In a cluster it is sharded pub/sub, for
 * the classic one is sent to every node.
 * @throws RedisDisabled where REDIS_ENABLED is false
 * @throws ConfigurationError where the connection or an option is wrong
 */
export function createPubSubAdapter(wanted: PubSubAdapterWanted = {}): OpenPubSubAdapter {
  const { redis, close } = openSource('pubsub', wanted);
  const copies = new Copies();
  return {
    adapter: redis instanceof HaCluster ? sharded(redis, copies, wanted) : classic(redis, copies, wanted),
    redis,
    close: async () => {
      copies.cut();
      await close();
    },
  };
}

function classic(redis: HaRedis, copies: Copies, { adapter }: PubSubAdapterWanted) {
  const subscriber = copies.keep(redis.duplicate());
  return createAdapter(tolerant(redis), tolerant(subscriber), adapter);
}

function sharded(redis: HaCluster, copies: Copies, options: PubSubAdapterWanted) {
  const subscriber = copies.keep(shardedSubscriber(redis));
  return createShardedAdapter(tolerant(redis), tolerant(subscriber), options.sharded);
}

function tolerant<T extends HaRedis | HaCluster>(client: T): T {
  return facade(client, forgiving(client));
}
