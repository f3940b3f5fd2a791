/** Numbers from 0 up to and not including 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What `random` draws from. */
export const drawn = ['kill', 'freeze', 'planned', 'sentinel', 'replica'] as const;

/** One for each run, drawn from `choices`. */
export function draw<T>(choices: readonly T[], runs: number, seed: number): T[] {
  const next = seeded(seed);
  return Array.from({ length: runs }, () => choices[Math.floor(next() * choices.length)]).filter(
    (choice) => choice !== undefined,
  );
}
