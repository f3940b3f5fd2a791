import type { Summary } from '../summary.ts';

/** What the terminal and the documentation show of a summary beside its system. */
export const heads = [
  'runs',
  'recovery, median',
  'worst',
  'longest silence',
  'acknowledged and lost',
  'rejected',
  'written twice',
  'clients dead',
  'second failover',
] as const;

export function cells(summary: Summary): string[] {
  const { n, median_ms, worst_ms, gap_ms, lost, rejected } = summary;
  return [
    String(n),
    duration(median_ms),
    duration(worst_ms),
    duration(gap_ms),
    amounts(lost),
    amounts(rejected),
    String(summary.duplicated),
    ofAll(summary.clients_dead, n),
    ofAll(summary.second_failovers, n),
  ];
}

export function duration(ms: number | null): string {
  if (ms === null) return 'never';
  return ms < 10_000 ? `${(ms / 1000).toFixed(2)} s` : `${(ms / 1000).toFixed(1)} s`;
}

function amounts({ median, worst }: { median: number; worst: number }): string {
  return median === worst ? String(worst) : `${median}, most ${worst}`;
}

function ofAll(count: number, all: number): string {
  return count === 0 ? '0' : `${count} of ${all}`;
}
