import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { HaCluster, HaRedis } from '../../create/index.ts';
import { type Entry, read, write } from './entry.ts';

/** What processes share. Every method may reject: Redis is away, or too slow. */
export interface Shared {
  get(key: string): Promise<Entry | undefined>;
  set(key: string, entry: Entry): Promise<void>;
  delete(key: string): Promise<void>;
  /** The right to compute: what gives it back, or undefined while somebody else has it. It ends by itself after `ms`. */
  lock(key: string, ms: number): Promise<Unlock | undefined>;
}

export type Unlock = () => Promise<void>;

// Only the own lock: it may have run out, and be somebody else's by now.
const unlock = `if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0`;

/** One key a value, and one while it is computed: each command has a single key, so a cluster takes them. */
export class InRedis implements Shared {
  readonly #redis: HaRedis | HaCluster;
  readonly #prefix: string;
  /** No value has it: it does not begin as values do. */
  readonly #lockPrefix: string;

  constructor(redis: HaRedis | HaCluster, prefix: string) {
    this.#redis = redis;
    this.#prefix = prefix;
    this.#lockPrefix = `lock:${prefix}`;
  }

  async get(key: string): Promise<Entry | undefined> {
    const written = await this.#redis.get(this.#prefix + key);
    return written === null ? undefined : read(written);
  }

  async set(key: string, entry: Entry): Promise<void> {
    const ms = Math.max(1, entry.usableUntil - Date.now());
    await this.#redis.set(this.#prefix + key, write(entry), 'PX', ms);
  }

  async delete(key: string): Promise<void> {
    await this.#redis.del(this.#prefix + key);
  }

  async lock(key: string, ms: number): Promise<Unlock | undefined> {
    const name = this.#lockPrefix + key;
    const token = randomUUID();
    if ((await this.#redis.set(name, token, 'PX', ms, 'NX')) !== 'OK') return undefined;
    return async () => void (await this.#redis.eval(unlock, 1, name, token));
  }
}

/** The same where REDIS_ENABLED is false: of this process alone. */
export class InMemory implements Shared {
  readonly #entries: LRUCache<string, Entry>;

  constructor(max: number) {
    this.#entries = new LRUCache({ max });
  }

  async get(key: string): Promise<Entry | undefined> {
    return this.#entries.get(key);
  }

  async set(key: string, entry: Entry): Promise<void> {
    this.#entries.set(key, entry, { ttl: Math.max(1, entry.usableUntil - Date.now()) });
  }

  async delete(key: string): Promise<void> {
    this.#entries.delete(key);
  }

  /** Always: callers of one process wait for each other already. */
  async lock(): Promise<Unlock> {
    return () => Promise.resolve();
  }
}
