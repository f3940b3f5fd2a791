import { medianTime, worstTime } from '../count/summary.ts';
import type { DrillReport, DrillRun, Fault, PhaseMark, Tick } from '../types.ts';

/** A phase and how long it took since the one before. */
export interface Step extends PhaseMark {
  took: number;
}

export interface FaultFigures {
  fault: Fault;
  runs: number;
  ok: number;
  median: number | null;
  worst: number | null;
  target: number;
}

/** One entry for each kind of fault, in the order they first came. */
export function figuresByFault(runs: DrillRun[]): FaultFigures[] {
  return [...Map.groupBy(runs, (run) => run.fault)].map(([fault, all]) => {
    const values = all.map((run) => run.recovery_ms);
    return {
      fault,
      runs: all.length,
      ok: all.filter((run) => run.ok).length,
      median: medianTime(values),
      worst: worstTime(values),
      target: Math.max(...all.map((run) => run.target_ms)),
    };
  });
}

/** Where the slowest run stands, by its share of its own target; -1 where there is none. */
export function slowestOf({ runs }: DrillReport): number {
  const shares = runs.map((run) => (run.recovery_ms ?? Number.POSITIVE_INFINITY) / run.target_ms);
  return shares.indexOf(Math.max(...shares));
}

export function stepsOf({ phases }: DrillRun): Step[] {
  const sorted = phases.toSorted((a, b) => a.at - b.at);
  return sorted.map((phase, i) => ({ ...phase, took: i === 0 ? 0 : phase.at - (sorted[i - 1]?.at ?? 0) }));
}

/** The step of a failover that took longest, until the first write. */
export function longestStep(run: DrillRun): Step | undefined {
  const steps = stepsOf(run);
  const end = steps.findIndex((step) => step.name === 'first-write');
  const failover = steps.slice(0, end < 0 ? undefined : end + 1).filter((step) => step.at > 0);
  return failover.toSorted((a, b) => b.took - a.took)[0];
}

/** What happened in the time that begins at `at`; several ticks together. */
export interface Bin {
  at: number;
  ackedBy: Map<string, number>;
  acked: number;
  rejected: number;
  worstMs: number;
}

/** The timeline in equal steps; a time of which no tick tells is one in which nothing happened. */
export function bins(timeline: Tick[], from: number, to: number, step: number): Bin[] {
  const count = Math.max(1, Math.ceil((to - from) / step));
  const all: Bin[] = Array.from({ length: count }, (_, i) => ({
    at: from + i * step,
    ackedBy: new Map(),
    acked: 0,
    rejected: 0,
    worstMs: 0,
  }));
  for (const tick of timeline) {
    const bin = all[Math.floor((tick.at - from) / step)];
    if (bin === undefined) continue;
    const node = tick.node ?? '';
    if (tick.acked > 0) bin.ackedBy.set(node, (bin.ackedBy.get(node) ?? 0) + tick.acked);
    bin.acked += tick.acked;
    bin.rejected += tick.rejected;
    bin.worstMs = Math.max(bin.worstMs, tick.worstMs);
  }
  return all;
}

/** From when to when a picture of the failover goes: what counts, not the minutes afterwards. */
export function focusOf(run: DrillRun): { from: number; to: number } {
  const end = Math.max(run.recovery_ms ?? 0, run.gap_ms, 100);
  const marks = run.phases.map((phase) => phase.at).filter((at) => at <= 1.5 * end);
  const reach = Math.max(end, ...marks);
  const last = run.timeline.reduce((most, tick) => Math.max(most, tick.at + 20), 0);
  const ahead = last > reach ? Math.min(1.5 * reach, last) : 1.5 * reach;
  const to = run.recovery_ms === null ? Math.max(reach, last) : ahead;
  const first = run.timeline.reduce((least, tick) => Math.min(least, tick.at), 0);
  return { from: Math.max(first, -20 * Math.ceil((0.3 * to) / 20)), to: 20 * Math.ceil(to / 20) };
}

/**
 * Where an axis of rates ends. The writes that waited for the failover come all at once, many times as many as otherwise; a
 * picture as high as that burst would show nothing else.
 */
export function topOfRates(rates: number[]): { top: number; peak: number } {
  const busy = rates.filter((rate) => rate > 0).sort((a, b) => a - b);
  const peak = busy.at(-1) ?? 0;
  const usual = busy[Math.floor(busy.length * 0.9)] ?? 0;
  return { top: peak > 3 * usual ? 2 * usual : peak, peak };
}
