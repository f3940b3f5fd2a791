/** A value with its time, as it is kept in Redis and in memory. */
export interface Entry {
  /** Milliseconds since 1970 until which it is as good as new. */
  freshUntil: number;
  /** Milliseconds since 1970 until which it is better than an error. */
  usableUntil: number;
  /** The serialised value. */
  text: string;
}

/** When a value is fresh and usable that was computed now; up to the share `jitter` of its TTL is taken off at random. */
export function entryOf(
  text: string,
  { ttlMs, staleMs, jitter }: { ttlMs: number; staleMs: number; jitter: number },
  now = Date.now(),
  random: () => number = Math.random,
): Entry {
  // Keys that were filled together would otherwise expire together, again and again.
  const freshUntil = now + Math.max(1, Math.round(ttlMs * (1 - jitter * random())));
  return { freshUntil, usableUntil: freshUntil + staleMs, text };
}

export function isFresh({ freshUntil }: Entry): boolean {
  return freshUntil > Date.now();
}

export function isUsable({ usableUntil }: Entry): boolean {
  return usableUntil > Date.now();
}

export function write({ freshUntil, usableUntil, text }: Entry): string {
  return `${freshUntil}|${usableUntil}|${text}`;
}

/** Undefined where it is none of ours: somebody else's key, or another version's. */
export function read(written: string): Entry | undefined {
  const parts = /^(\d{1,16})\|(\d{1,16})\|(.*)$/s.exec(written);
  const [, freshUntil, usableUntil, text] = parts ?? [];
  if (freshUntil === undefined || usableUntil === undefined || text === undefined) return undefined;
  return { freshUntil: Number(freshUntil), usableUntil: Number(usableUntil), text };
}
