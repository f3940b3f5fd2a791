import type { DrillReport, DrillRun } from '../types.ts';

/** Whether all of several runs were ok, and their middle and slowest. */
export function summarize(runs: readonly DrillRun[]): Pick<DrillReport, 'ok' | 'median_ms' | 'worst_ms'> {
  return { ok: runs.length > 0 && runs.every((run) => run.ok), ...recoveryOf(runs) };
}

/** Middle and slowest of several runs in whole milliseconds; null where that one never recovered. */
export function recoveryOf(
  runs: readonly Pick<DrillRun, 'recovery_ms'>[],
): Pick<DrillReport, 'median_ms' | 'worst_ms'> {
  const times = runs.map((run) => run.recovery_ms);
  return { median_ms: whole(medianTime(times)), worst_ms: whole(worstTime(times)) };
}

/** Middle and greatest of at least one number, the middle rounded. */
export function spread(values: readonly number[]): { median: number; worst: number } {
  return { median: Math.round(median(values)), worst: Math.max(...values) };
}

/** The middle one; of an even number the mean of the two in the middle. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

/** Null where that one never ended. */
export function medianTime(times: readonly (number | null)[]): number | null {
  const middle = median(times.map((time) => time ?? Number.POSITIVE_INFINITY));
  return Number.isFinite(middle) ? middle : null;
}

/** Null where one never ended. */
export function worstTime(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length < times.length || known.length === 0 ? null : Math.max(...known);
}

function whole(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms);
}
