import { ConfigurationError } from '../../connection.ts';
import type { Source } from '../source.ts';
import { requireWhole } from '../whole.ts';

export interface Serializer {
  stringify(value: unknown): string;
  parse(text: string): unknown;
}

export interface CacheOptions {
  /** Before every key. Default `cache:`. */
  prefix?: string;
  /**
   * Milliseconds after its TTL in which an old value is still given: where compute fails, and while another
   * caller computes. 0: never. Default 300 000 (5 minutes).
   */
  staleMs?: number;
  /** Share of a TTL that is taken off at random, 0 to 1, so that keys filled together do not expire together. Default 0.1. */
  jitter?: number;
  /** Milliseconds a `null` or `undefined` is kept; 0: not at all, so that what comes to be is found at once. Default 0. */
  negativeTtlMs?: number;
  /**
   * Milliseconds one process may compute while the others wait for its result; one that takes longer is not
   * waited for. 0: every process computes for itself. Default 5000.
   */
  lockMs?: number;
  /** What this process keeps itself, for when Redis is away. */
  local?: {
    /** Entries at most; the least recently used goes first. Default 1000; 10 000 where REDIS_ENABLED is false. */
    max?: number;
    /**
     * Milliseconds in which a local copy is given without asking Redis: a deletion in another process is seen that much
     * later. Default 0: Redis is always asked.
     */
    ttlMs?: number;
  };
  /** Default JSON; a value it cannot write is given to the caller and not kept. */
  serializer?: Serializer;
}

export type CacheWanted = Source & CacheOptions;

export interface Settings {
  prefix: string;
  staleMs: number;
  jitter: number;
  negativeTtlMs: number;
  lockMs: number;
  local: { max: number; ttlMs: number };
  serializer: Serializer;
}

/**
 * With the defaults.
 * @throws ConfigurationError naming the option that cannot be
 */
export function settle(options: CacheOptions): Settings {
  const settings = {
    prefix: options.prefix ?? 'cache:',
    staleMs: options.staleMs ?? 300_000,
    jitter: options.jitter ?? 0.1,
    negativeTtlMs: options.negativeTtlMs ?? 0,
    lockMs: options.lockMs ?? 5000,
    local: { max: options.local?.max ?? 1000, ttlMs: options.local?.ttlMs ?? 0 },
    serializer: options.serializer ?? JSON,
  };
  const { staleMs, jitter, negativeTtlMs, lockMs, local } = settings;
  for (const [name, ms] of Object.entries({ staleMs, negativeTtlMs, lockMs, 'local.ttlMs': local.ttlMs })) {
    if (!(ms >= 0 && Number.isFinite(ms)))
      throw new ConfigurationError(`The cache's ${name} must be 0 or more milliseconds, not ${ms}.`);
  }
  if (!(jitter >= 0 && jitter <= 1))
    throw new ConfigurationError(`The cache's jitter must be between 0 and 1, not ${jitter}.`);
  requireWhole('cache', { 'local.max': local.max });
  return settings;
}
