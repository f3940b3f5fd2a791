import type { Acked } from '../write/writers.ts';

/** Acknowledged writes that are not there, and numbers that are there more than once. */
export function compare(
  acked: readonly Acked[],
  stored: readonly (readonly number[])[],
): { lost: number; duplicated: number } {
  const times = stored.map((ids) => {
    const counts = new Map<number, number>();
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  });
  return {
    lost: acked.filter(({ writer, id }) => !times[writer]?.has(id)).length,
    duplicated: times.flatMap((counts) => [...counts.values()]).filter((count) => count > 1).length,
  };
}
