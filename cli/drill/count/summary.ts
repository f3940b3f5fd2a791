import type { DrillReport, DrillRun } from '../types.ts';

/** Middle and slowest of several runs; null where that one never recovered. */
export function summarize(runs: readonly DrillRun[]): Pick<DrillReport, 'ok' | 'median_ms' | 'worst_ms'> {
  const times = runs.map((run) => run.recovery_ms);
  return {
    ok: runs.length > 0 && runs.every((run) => run.ok),
    median_ms: whole(median(times)),
    worst_ms: whole(worst(times)),
  };
}

/** The middle one; of an even number the mean of the two in the middle. Null where that one never ended. */
export function median(times: readonly (number | null)[]): number | null {
  const sorted = times.map((time) => time ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  const mean = middle.reduce((sum, time) => sum + time, 0) / middle.length;
  return Number.isFinite(mean) ? mean : null;
}

/** Null where one never ended. */
export function worst(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length < times.length || known.length === 0 ? null : Math.max(...known);
}

function whole(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms);
}
