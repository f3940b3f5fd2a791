import type { DrillReport, DrillRun } from '../types.ts';

/** Middle and slowest of several runs; null where that one never recovered. */
export function summarize(runs: readonly DrillRun[]): Pick<DrillReport, 'ok' | 'median_ms' | 'worst_ms'> {
  const sorted = runs.map((run) => run.recovery_ms ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  const median = ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half)] ?? 0)) / 2;
  return {
    ok: runs.length > 0 && runs.every((run) => run.ok),
    median_ms: runs.length > 0 ? finite(median) : null,
    worst_ms: finite(sorted.at(-1) ?? Number.POSITIVE_INFINITY),
  };
}

function finite(ms: number): number | null {
  return Number.isFinite(ms) ? Math.round(ms) : null;
}
