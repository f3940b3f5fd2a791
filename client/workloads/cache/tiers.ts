import { LRUCache } from 'lru-cache';
import { type Entry, entryOf, isFresh, isUsable } from './entry.ts';
import type { Settings } from './options.ts';
import type { Shared, Unlock } from './shared.ts';
import { type Boxed, boxOf, textOf } from './text.ts';

/** What there is of a key. */
export interface Look {
  /** As good as new. */
  fresh: Boxed | undefined;
  /** Past its TTL, but better than an error. */
  old: Boxed | undefined;
  /** Redis could not be asked: this is what the process itself remembers. */
  isAway: boolean;
}

interface Copy {
  entry: Entry;
  /** Until when Redis need not be asked, in milliseconds since 1970. */
  trustedUntil: number;
}

const away: unique symbol = Symbol('Redis is away');

/** Values in two tiers: what processes share, and what this one remembers of it. Nothing here rejects. */
export class Tiers {
  readonly #shared: Shared;
  readonly #settings: Settings;
  readonly #local: LRUCache<string, Copy>;
  #errors = 0;

  constructor(shared: Shared, settings: Settings) {
    this.#shared = shared;
    this.#settings = settings;
    this.#local = new LRUCache({ max: settings.local.max });
  }

  /** Requests to Redis that failed. */
  get errors(): number {
    return this.#errors;
  }

  async look(key: string): Promise<Look> {
    const copy = this.#local.get(key);
    if (copy && copy.trustedUntil > Date.now() && isFresh(copy.entry)) return this.#seen(copy.entry, false);
    const shared = await this.#tolerate(this.#shared.get(key), away);
    if (shared === away) return this.#seen(copy?.entry, true);
    // Gone from Redis: somebody deleted it, and it must not come back from here.
    if (shared) this.#remember(key, shared);
    else this.#local.delete(key);
    return this.#seen(shared, false);
  }

  /** False where it is not in Redis now. */
  async keep(key: string, ttlMs: number, value: unknown): Promise<boolean> {
    const { negativeTtlMs, staleMs, jitter, serializer } = this.#settings;
    const negative = value === undefined || value === null;
    // What is not kept must not leave an old value behind.
    if (negative && negativeTtlMs === 0) return this.forget(key);
    const text = textOf(value, serializer);
    if (text === undefined) {
      await this.forget(key);
      return false;
    }
    const entry = entryOf(text, { ttlMs: negative ? negativeTtlMs : ttlMs, staleMs, jitter });
    this.#remember(key, entry);
    return this.#told(this.#shared.set(key, entry));
  }

  /** False where Redis could not be told. */
  forget(key: string): Promise<boolean> {
    this.#local.delete(key);
    return this.#told(this.#shared.delete(key));
  }

  /** The right to compute, given back by calling it. It ends by itself after `ms`. */
  async lock(key: string, ms: number): Promise<Unlock | 'taken' | 'away'> {
    const unlock = await this.#tolerate(this.#shared.lock(key, ms), away);
    if (unlock === away) return 'away';
    return unlock ? () => this.#tolerate(unlock(), undefined) : 'taken';
  }

  #seen(entry: Entry | undefined, isAway: boolean): Look {
    // A text that cannot be understood is a miss.
    const box = entry && isUsable(entry) ? boxOf(entry.text, this.#settings.serializer) : undefined;
    const fresh = entry !== undefined && isFresh(entry);
    return { fresh: fresh ? box : undefined, old: fresh ? undefined : box, isAway };
  }

  #remember(key: string, entry: Entry): void {
    const now = Date.now();
    const ttl = Math.max(1, entry.usableUntil - now);
    this.#local.set(key, { entry, trustedUntil: now + this.#settings.local.ttlMs }, { ttl });
  }

  #told(told: Promise<void>): Promise<boolean> {
    return this.#tolerate(
      told.then(() => true),
      false,
    );
  }

  /** What Redis says, or `otherwise` where it fails. */
  async #tolerate<T, U>(asked: Promise<T>, otherwise: U): Promise<T | U> {
    try {
      return await asked;
    } catch {
      this.#errors += 1;
      return otherwise;
    }
  }
}
