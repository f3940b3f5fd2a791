import type { Tick } from '../types.ts';
import type { Write } from '../write/writers.ts';

const tickMs = 20;
const beforeMs = 500;
/** What is shown after the fault: at least this, and so much after whatever happened last, but no more than the limit. */
const leastMs = 2000;
const afterwardsMs = 1000;
const mostMs = 15_000;

/** Every 20 ms around the fault, those in which nothing happened too. `firstAt` and `secondAt` shall be seen on it. */
export function timelineOf(
  writes: readonly Write[],
  at: number,
  firstAt: number | undefined,
  secondAt: number | undefined,
): Tick[] {
  const last = Math.max(firstAt ?? at, secondAt ?? at) - at + afterwardsMs;
  const end = Math.min(mostMs, Math.max(leastMs, last));
  const count = Math.ceil((beforeMs + end) / tickMs);
  const ticks = Array.from({ length: count }, (_, i) => i * tickMs - beforeMs);
  const within = new Map<number, Write[]>();
  for (const write of writes) {
    if (write.outcome === 'waiting') continue;
    const tick = Math.floor((write.at - at) / tickMs) * tickMs;
    within.set(tick, [...(within.get(tick) ?? []), write]);
  }
  return ticks.map((tick) => tickOf(tick, within.get(tick) ?? []));
}

function tickOf(at: number, writes: readonly Write[]): Tick {
  const acked = writes.filter((write) => write.outcome === 'acked');
  return {
    at,
    acked: acked.length,
    rejected: writes.length - acked.length,
    worstMs: Math.round(Math.max(0, ...acked.map((write) => write.ms))),
    node: mostFrequent(acked.flatMap((write) => write.node ?? [])),
  };
}

function mostFrequent(nodes: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const node of nodes) counts.set(node, (counts.get(node) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
