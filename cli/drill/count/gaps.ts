import type { Acked, Write } from '../write/writers.ts';

/** The first write after `at` that another server than `from` acknowledged. */
export function firstElsewhere(acked: readonly Acked[], at: number, from: string | null): Acked | undefined {
  return byTime(acked).find((write) => write.at >= at && write.node !== null && write.node !== from);
}

/** Writers whose writes went to `from` until `at`: in a cluster those of one shard, else all. */
export function writersOf(acked: readonly Acked[], at: number, from: string | null): Set<number> {
  const last = new Map<number, string | null>();
  for (const write of byTime(acked)) if (write.at < at) last.set(write.writer, write.node);
  return new Set([...last].flatMap(([writer, node]) => (node === from ? [writer] : [])));
}

/** The servers that took over in turn: each with when it first acknowledged after the one before it. */
export function nodesAfter(
  acked: readonly Acked[],
  at: number,
  from: string | null,
): { node: string; at: number }[] {
  const turns: { node: string; at: number }[] = [];
  // A client that moves last still hears from the old server while others are at the new one: only who never came before counts.
  // The other primaries of a cluster were there before.
  const seen = new Set([from, ...acked.filter((write) => write.at < at).map(({ node }) => node)]);
  for (const { node, at: when } of byTime(acked)) {
    if (when < at || node === null || seen.has(node)) continue;
    seen.add(node);
    turns.push({ node, at: when });
  }
  return turns;
}

/**
 * The longest time that any writer waited for an acknowledgement while it had something on the way, of the times that
 * ended after `at`; `until` ends those that nothing else ended. A time in which the writer itself stood still and sent
 * nothing, because its machine was busy, is not waited.
 */
export function longestGap(writes: readonly Write[], at: number, until: number): number {
  const writers = [...new Set(writes.map((write) => write.writer))];
  return Math.max(
    0,
    ...writers.map((one) =>
      gapOf(
        writes.filter(({ writer }) => writer === one),
        at,
        until,
      ),
    ),
  );
}

/** `own`: the writes of one writer in the order of their sending. */
function gapOf(own: readonly Write[], at: number, until: number): number {
  const acks = own.filter((write) => write.outcome === 'acked').map((write) => write.at);
  const ends = [...acks, until].sort((a, b) => a - b);
  let longest = 0;
  ends.forEach((end, i) => {
    const last = ends[i - 1] ?? Number.NEGATIVE_INFINITY;
    if (end <= at || end - last <= longest) return;
    const open = own.find((write) => write.outcome === 'waiting' || write.at > last);
    const since = Math.max(last, open ? sentAt(open) : end);
    longest = Math.max(longest, end - since);
  });
  return Math.round(longest);
}

function sentAt({ outcome, at, ms }: Write): number {
  return outcome === 'waiting' ? at : at - ms;
}

/**
 * When a failover that somebody else caused began for the writers: with the last acknowledgement of `from` before another
 * server's first. Where the server's address does not tell, behind a proxy, with the longest silence; `since` where there was none.
 */
export function leftAt(writes: readonly Write[], since: number, from: string | null): number {
  const acked = writes.filter((write) => write.outcome === 'acked' && write.at >= since);
  const first = firstElsewhere(acked, since, from)?.at;
  if (first !== undefined) {
    const before = acked.filter(({ node, at }) => node === from && at <= first);
    return before.reduce((last, { at }) => Math.max(last, at), since);
  }
  const times = [since, ...acked.map(({ at }) => at)].sort((a, b) => a - b);
  return times.reduce(
    (best, time, i) => {
      const ms = (times[i + 1] ?? time) - time;
      return ms > best.ms ? { time, ms } : best;
    },
    { time: since, ms: 0 },
  ).time;
}

export function latencyOf(acked: readonly Write[]): { p50: number; p99: number; max: number } {
  const sorted = acked.map((write) => write.ms).sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

function byTime(acked: readonly Acked[]): Acked[] {
  return acked.toSorted((a, b) => a.at - b.at);
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
