import { setTimeout as sleep } from 'node:timers/promises';
import type { HaCluster, HaRedis } from '../../create/index.ts';
import { Flights } from './flights.ts';
import type { Settings } from './options.ts';
import type { Shared } from './shared.ts';
import type { Boxed } from './text.ts';
import { Tiers } from './tiers.ts';

export type Compute<T> = () => T | Promise<T>;

/** How often each of these came to be, since the start. */
export interface CacheStats {
  /** Values given from Redis or from local memory. */
  hits: number;
  /** Values computed. */
  computed: number;
  /** Old values given: because compute failed, or while another process computed. */
  stale: number;
  /** Requests to Redis that failed; each of them counted as a miss. */
  redisErrors: number;
}

// Milliseconds between two looks for what another process computes.
const pollMs = 50;

/** Never rejects because of Redis; a compute that fails is the caller's to know, unless there is an old value. */
export class Cache {
  /** The client, for its state, health and metrics; undefined in memory. */
  readonly redis: HaRedis | HaCluster | undefined;
  /** Closes the client, if it was made here. */
  readonly close: () => Promise<void>;
  readonly #tiers: Tiers;
  readonly #lockMs: number;
  readonly #flights = new Flights();
  readonly #count = { hits: 0, computed: 0, stale: 0 };

  constructor(
    shared: Shared,
    settings: Settings,
    redis: HaRedis | HaCluster | undefined,
    close: () => Promise<void>,
  ) {
    this.#tiers = new Tiers(shared, settings);
    this.#lockMs = settings.lockMs;
    this.redis = redis;
    this.close = close;
  }

  stats(): CacheStats {
    return { ...this.#count, redisErrors: this.#tiers.errors };
  }

  /**
   * The value of a key, computed where there is none that is fresh. Callers of the same key at the same time get one and
   * the same value; between processes a short lock in Redis lets one compute.
   * @param ttlMs milliseconds a computed value is fresh, above 0
   * @throws what `compute` throws, where there is no old value to give
   */
  getOrSet<T>(key: string, ttlMs: number, compute: Compute<T>): Promise<T> {
    checkTtl(ttlMs);
    const find = (isCurrent: () => boolean) => this.#find(key, ttlMs, compute, isCurrent);
    return this.#flights.join(key, find) as Promise<T>;
  }

  /** The value of a key if there is one that is fresh. */
  async get<T>(key: string): Promise<T | undefined> {
    const { fresh } = await this.#tiers.look(key);
    return fresh && (this.#hit(fresh) as T);
  }

  /**
   * Keeps a value. False where it is not in Redis: Redis could not be told, and only this process has it, or the
   * serializer cannot write it, and nobody has.
   * @param ttlMs milliseconds it is fresh, above 0
   */
  async set(key: string, ttlMs: number, value: unknown): Promise<boolean> {
    checkTtl(ttlMs);
    this.#flights.outdate(key);
    return this.#tiers.keep(key, ttlMs, value);
  }

  /**
   * Forgets a key. False where Redis could not be told: then others may get the old value until it expires. What
   * another process computes just then is kept all the same.
   */
  async delete(key: string): Promise<boolean> {
    this.#flights.outdate(key);
    return this.#tiers.forget(key);
  }

  async #find<T>(
    key: string,
    ttlMs: number,
    compute: Compute<T>,
    isCurrent: () => boolean,
  ): Promise<unknown> {
    const { fresh, old, isAway } = await this.#tiers.look(key);
    if (fresh) return this.#hit(fresh);
    const run = async () => {
      const value = await compute();
      this.#count.computed += 1;
      if (isCurrent()) await this.#tiers.keep(key, ttlMs, value);
      return value;
    };
    try {
      return await (isAway || this.#lockMs === 0 ? run() : this.#oneOfMany(key, old, run));
    } catch (error) {
      if (!old) throw error;
      return this.#stale(old);
    }
  }

  /** Computes with the lock; without it takes what its holder made, and computes all the same when that takes too long. */
  async #oneOfMany(key: string, old: Boxed | undefined, run: () => Promise<unknown>): Promise<unknown> {
    const deadline = Date.now() + this.#lockMs;
    while (Date.now() < deadline) {
      const unlock = await this.#tiers.lock(key, this.#lockMs);
      if (unlock === 'away') break;
      if (unlock !== 'taken') return this.#unlessFound(key, run).finally(unlock);
      if (old) return this.#stale(old);
      await sleep(pollMs);
      const { fresh, isAway } = await this.#tiers.look(key);
      if (fresh) return this.#hit(fresh);
      if (isAway) break;
    }
    return run();
  }

  /** The last holder may have computed it between our look and our lock. */
  async #unlessFound(key: string, run: () => Promise<unknown>): Promise<unknown> {
    const { fresh } = await this.#tiers.look(key);
    return fresh ? this.#hit(fresh) : run();
  }

  #hit({ value }: Boxed): unknown {
    this.#count.hits += 1;
    return value;
  }

  #stale({ value }: Boxed): unknown {
    this.#count.stale += 1;
    return value;
  }
}

function checkTtl(ttlMs: number): void {
  if (ttlMs > 0 && Number.isFinite(ttlMs)) return;
  throw new RangeError(`The TTL of a cached value must be a number of milliseconds above 0, not ${ttlMs}.`);
}
