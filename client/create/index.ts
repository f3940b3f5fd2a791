// Clients: ioredis with the preset of a workload, a connection and a watchdog. Where a connection comes from lies in
// env/, how the primary is found among Sentinels in sentinel/, what a client tells about itself in observe/.

import type { Connection } from '../connection.ts';
import { type Env, fromEnv, RedisDisabled } from '../env/index.ts';
import type { ClientOptions, ClusterClientOptions, Workload } from '../presets/index.ts';
import type { NatMap } from '../sentinel/index.ts';
import { HaCluster } from './cluster.ts';
import { clusterOptions, redisOptions } from './options.ts';
import { HaRedis } from './redis.ts';

export { HaCluster } from './cluster.ts';
export { HaRedis } from './redis.ts';

interface Wanted {
  /** What the client is for; decides its options. One client for each workload, never one for all. */
  workload: Workload;
  /** Options of ioredis over the preset; in a cluster those of its nodes. */
  options?: ClientOptions;
  /** Options of ioredis' cluster client over the preset. */
  cluster?: ClusterClientOptions;
  /** Sentinel and cluster: announced address (`host:port`) -> where this process reaches it. Default: as announced. */
  natMap?: NatMap;
}

interface WantedFromEnv extends Wanted {
  connection?: undefined;
  /** Default: process.env. */
  env?: Env;
  /** Name of an instance: `cache` reads REDIS_CACHE_URL and so on. Default: the first. */
  instance?: string;
}

interface WantedAt<Topology extends Connection['topology']> extends Wanted {
  connection: Connection & { topology: Topology };
}

/**
 * A client of ioredis that lives through a failover: it connects at once, comes back by itself, and never gives up
 * until it is closed. `client.ha` has its state, events, health and closing.
 * @throws ConfigurationError where the connection or the environment is wrong, or an option breaks the workload
 * @throws RedisDisabled where REDIS_ENABLED is false
 */
export function createRedis(wanted: WantedAt<'standalone' | 'sentinel'>): HaRedis;
export function createRedis(wanted: WantedAt<'cluster'>): HaCluster;
export function createRedis(wanted: WantedAt<Connection['topology']> | WantedFromEnv): HaRedis | HaCluster;
export function createRedis(wanted: WantedAt<Connection['topology']> | WantedFromEnv): HaRedis | HaCluster {
  const { workload, options, cluster, natMap } = wanted;
  const connection = wanted.connection ?? fromEnvironment(wanted);
  switch (connection.topology) {
    case 'standalone':
    case 'sentinel':
      return new HaRedis(workload, redisOptions(connection, workload, options, natMap));
    case 'cluster': {
      const made = clusterOptions(connection, workload, options, cluster, natMap);
      return new HaCluster(workload, made.seeds, made.options);
    }
  }
}

function fromEnvironment({ workload, env = process.env, instance }: WantedFromEnv): Connection {
  try {
    return fromEnv(env, instance === undefined ? {} : { instance });
  } catch (error) {
    if (!(error instanceof RedisDisabled)) throw error;
    throw new RedisDisabled(
      `A client for workload ${workload} is wanted, but ${error.message} ${without(workload)}`,
    );
  }
}

/** What to do where there is to be no Redis. */
function without(workload: Workload): string {
  const instead = inMemory[workload];
  return instead
    ? `Use ${instead}: it then runs in the memory of the process.`
    : 'This workload cannot do without: switch Redis on, or leave this part of the application out.';
}

const inMemory: Partial<Record<Workload, string>> = {
  cache: "createCache of 'redis-ha-client/cache'",
  session: "createSessionStore of 'redis-ha-client/session'",
  rateLimit: "createRateLimiter of 'redis-ha-client/rate-limit'",
};
