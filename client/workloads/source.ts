import { ConfigurationError, type Connection } from '../connection.ts';
import { createRedis, type HaCluster, type HaRedis } from '../create/index.ts';
import { type Env, RedisDisabled } from '../env/index.ts';
import type { ClientOptions, ClusterClientOptions, Workload } from '../presets/index.ts';
import type { NatMap } from '../sentinel/index.ts';

/** Where a workload's client comes from: the environment, a connection, or a client that is there already. */
export interface Source {
  /** A client of the same workload, made by `createRedis`. It goes before all the others, and stays open on close(). */
  redis?: HaRedis | HaCluster | undefined;
  /** Default: from the environment. */
  connection?: Connection | undefined;
  /** Default: process.env. */
  env?: Env | undefined;
  /** Name of an instance: `cache` reads REDIS_CACHE_URL and so on. Default: the first. */
  instance?: string | undefined;
  /** Options of ioredis over the preset of the workload. */
  options?: ClientOptions | undefined;
  /** Options of ioredis' cluster client over the preset. */
  cluster?: ClusterClientOptions | undefined;
  /** Sentinel and cluster: announced address (`host:port`) -> where this process reaches it. Default: as announced. */
  natMap?: NatMap | undefined;
}

export interface Opened {
  redis: HaRedis | HaCluster;
  /** Closes a client that was made here, and leaves one that was given. Never rejects. */
  close(): Promise<void>;
}

/**
 * The client of a workload.
 * @throws RedisDisabled where REDIS_ENABLED is false
 * @throws ConfigurationError where the connection is wrong, or the client that is given has another workload's preset
 */
export function openSource(workload: Workload, source: Source): Opened {
  const { redis, connection, env, instance, options, cluster, natMap } = source;
  if (redis) return { redis: suited(redis, workload), close: () => Promise.resolve() };
  const how = { workload, options, cluster, natMap };
  const made = createRedis(connection ? { ...how, connection } : { ...how, env, instance });
  return { redis: made, close: () => made.ha.close() };
}

/** The same; undefined where REDIS_ENABLED is false, which is said once for each workload of the process. */
export function openSourceUnlessDisabled(workload: Workload, source: Source): Opened | undefined {
  try {
    return openSource(workload, source);
  } catch (error) {
    if (!(error instanceof RedisDisabled)) throw error;
    warnOnce(workload);
    return undefined;
  }
}

/** Another preset would wait where the workload must fail at once, or the reverse. */
function suited(redis: HaRedis | HaCluster, workload: Workload): HaRedis | HaCluster {
  const own = redis.ha.state().workload;
  if (own === workload) return redis;
  throw new ConfigurationError(
    `The client was made for workload ${own}, and ${workload} is set differently: make one with createRedis({ workload: '${workload}', ... }).`,
  );
}

// Of the whole process on purpose: it is said once, however many caches are made.
const warned = new Set<Workload>();

function warnOnce(workload: Workload): void {
  if (warned.has(workload)) return;
  warned.add(workload);
  process.emitWarning(
    `Redis is switched off by REDIS_ENABLED=false: ${workload} runs in the memory of this process. Nothing is shared with other processes, and all of it is gone at a restart.`,
    { type: 'RedisDisabled', code: 'REDIS_HA_IN_MEMORY' },
  );
}
