import { createAdapter, type RedisStreamsAdapterOptions } from '@socket.io/redis-streams-adapter';
import { HaCluster, type HaRedis } from '../../create/index.ts';
import { Copies } from '../copies.ts';
import { facade } from '../facade.ts';
import { openSource, type Source } from '../source.ts';
import { forgiving } from './forgiving.ts';
import { pacedReads } from './reader.ts';
import { shardedSubscriber } from './sharded.ts';

export type StreamsAdapterWanted = Source & {
  /** Those of @socket.io/redis-streams-adapter; in a cluster `useShardedPubSub` is true by default. */
  adapter?: RedisStreamsAdapterOptions;
};

export interface OpenStreamsAdapter {
  /** For Socket.IO: `new Server(http, { adapter })`. */
  adapter: ReturnType<typeof createAdapter>;
  /** Writes; one more connection reads each stream, and one listens for requests between servers. */
  redis: HaRedis | HaCluster;
  /** After `io.close()`. */
  close(): Promise<void>;
}

/**
 * Socket.IO's adapter on a Redis stream: broadcasts given during a failover arrive after it. One whose reply was cut off
 * is sent again, so a client may get it twice. A server hears what is broadcast once it has connected to Redis.
 * @throws RedisDisabled where REDIS_ENABLED is false: the servers would not hear each other
 * @throws ConfigurationError where the connection or an option is wrong
 */
export function createStreamsAdapter(wanted: StreamsAdapterWanted = {}): OpenStreamsAdapter {
  const { redis, close } = openSource('pubsub', wanted);
  const copies = new Copies();
  const writer = facade(redis, {
    ...forgiving(redis),
    duplicate: () => {
      const copy = copies.keep(redis instanceof HaCluster ? shardedSubscriber(redis) : redis.duplicate());
      return facade(copy, { ...forgiving(copy), ...pacedReads(copy) });
    },
  });
  const adapter = createAdapter(writer, {
    ...(redis instanceof HaCluster && { useShardedPubSub: true }),
    ...wanted.adapter,
  });
  return {
    adapter,
    redis,
    close: async () => {
      copies.cut();
      await close();
    },
  };
}
