import { type Cluster, Redis } from 'ioredis';

type Client = Redis | Cluster;

/** How node-redis takes the time to live: from version 5 on, and before. */
interface SetOptions {
  expiration?: { type: string; value: number };
  EX?: number;
}

interface ScanOptions {
  MATCH: string;
  COUNT: number;
}

/** What connect-redis calls, in every version. */
interface Common {
  get(key: string): Promise<string | null>;
  expire(key: string, seconds: number): Promise<number>;
  del(keys: string | string[]): Promise<number>;
}

/** What connect-redis 9 and 10 call: node-redis' shapes. */
export interface LikeNodeRedis extends Common {
  set(key: string, value: string, options?: SetOptions): Promise<string | null>;
  mGet(keys: string[]): Promise<(string | null)[]>;
  scanIterator(options: ScanOptions): AsyncIterable<string[]>;
}

/** What connect-redis 8 calls of a client that has no scanIterator: ioredis' shapes. */
export interface LikeIoredis extends Common {
  set(key: string, value: string, ex?: 'EX', seconds?: number): Promise<string | null>;
  mget(keys: string[]): Promise<(string | null)[]>;
  scan(
    cursor: string,
    m: 'MATCH',
    pattern: string,
    c: 'COUNT',
    count: number,
  ): Promise<[cursor: string, keys: string[]]>;
}

/**
 * A client of ioredis, in a cluster too, as connect-redis wants it. Version 8 would take ioredis as it is, but not a
 * cluster; from 9 on it calls node-redis' shapes, which Redis answers with "ERR syntax error".
 * @param RedisStore the class of connect-redis that the client is for
 */
export function adapterFor(redis: Client, RedisStore: { prototype: object }): LikeNodeRedis | LikeIoredis {
  return 'normalizeClient' in RedisStore.prototype ? likeIoredis(redis) : likeNodeRedis(redis);
}

export function likeNodeRedis(redis: Client): LikeNodeRedis {
  return {
    ...common(redis),
    set: (key, value, options) => store(redis, key, value, options?.expiration?.value ?? options?.EX),
    mGet: (keys) => each(redis, keys),
    scanIterator: ({ MATCH, COUNT }) => scan(redis, MATCH, COUNT),
  };
}

export function likeIoredis(redis: Client): LikeIoredis {
  return {
    ...common(redis),
    set: (key, value, _, seconds) => store(redis, key, value, seconds),
    mget: (keys) => each(redis, keys),
    // All at once: a cluster has no cursor that goes over its nodes.
    scan: async (_, __, pattern, ___, count) => ['0', await allOf(scan(redis, pattern, count))],
  };
}

function common(redis: Client): Common {
  return {
    get: (key) => redis.get(key),
    expire: (key, seconds) => redis.expire(key, seconds),
    del: async (keys) => {
      // One by one, side by side: in a cluster the keys lie in different slots.
      const deleted = await Promise.all([keys].flat().map((key) => redis.del(key)));
      return deleted.reduce((sum, one) => sum + one, 0);
    },
  };
}

function store(
  redis: Client,
  key: string,
  value: string,
  seconds: number | undefined,
): Promise<string | null> {
  return seconds === undefined ? redis.set(key, value) : redis.set(key, value, 'EX', seconds);
}

function each(redis: Client, keys: string[]): Promise<(string | null)[]> {
  return Promise.all(keys.map((key) => redis.get(key)));
}

async function* scan(redis: Client, match: string, count: number): AsyncGenerator<string[]> {
  for (const node of await primaries(redis)) {
    for await (const keys of node.scanStream({ match, count })) yield keys as string[];
  }
}

async function primaries(redis: Client): Promise<Redis[]> {
  if (redis instanceof Redis) return [redis];
  // A cluster that is still connecting knows no nodes, and says so without an error.
  await redis.ping();
  return redis.nodes('master');
}

async function allOf(pages: AsyncIterable<string[]>): Promise<string[]> {
  const all: string[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}
