/** Slots of every cluster. */
export const slotCount = 16_384;

/** Slots from the first to the second, both included. */
export type SlotRange = readonly [number, number];

/** Slots to move from one shard to another; shards by number. */
export interface Move {
  from: number;
  to: number;
  slots: number[];
}

export function slotsIn(ranges: readonly SlotRange[]): number[] {
  return ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i));
}

export function countSlots(ranges: readonly SlotRange[]): number {
  return ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
}

/** The same slots as ranges, in order. */
export function rangesOf(slots: readonly number[]): SlotRange[] {
  const ranges: [number, number][] = [];
  for (const slot of slots.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && last[1] + 1 >= slot) last[1] = slot;
    else ranges.push([slot, slot]);
  }
  return ranges;
}

/** How many slots each of these shards shall have. The larger shares go to those that have most already. */
export function sharesOf(counts: ReadonlyMap<number, number>): Map<number, number> {
  const [share, rest] = [Math.floor(slotCount / counts.size), slotCount % counts.size];
  const bySize = [...counts].sort(([a, m], [b, n]) => n - m || a - b);
  return new Map(bySize.map(([shard], i) => [shard, share + (i < rest ? 1 : 0)]));
}

/** Which of the shards get slots that nobody has: each is filled up to its share, in order. */
export function dealOut(
  unowned: readonly number[],
  counts: ReadonlyMap<number, number>,
): { shard: number; slots: number[] }[] {
  const shares = sharesOf(counts);
  let dealt = 0;
  return [...counts].flatMap(([shard, count]) => {
    const slots = unowned.slice(dealt, dealt + Math.max(0, (shares.get(shard) ?? 0) - count));
    dealt += slots.length;
    return slots.length > 0 ? [{ shard, slots }] : [];
  });
}

/**
 * What makes the shares even: `owned` has the slots of every shard, those that are to go too; `wanted` the shards that stay.
 * Nothing where they are even already.
 */
export function movesFor(owned: ReadonlyMap<number, readonly number[]>, wanted: readonly number[]): Move[] {
  const shares = sharesOf(new Map(wanted.map((shard) => [shard, owned.get(shard)?.length ?? 0])));
  const surplus = [...owned].map(([from, slots]) => ({ from, slots: slots.slice(shares.get(from) ?? 0) }));
  const moves: Move[] = [];
  for (const to of wanted) {
    let lacks = (shares.get(to) ?? 0) - (owned.get(to)?.length ?? 0);
    for (const { from, slots } of surplus) {
      const taken = slots.splice(0, Math.max(0, lacks));
      lacks -= taken.length;
      if (taken.length > 0) moves.push({ from, to, slots: taken });
    }
  }
  return moves;
}
