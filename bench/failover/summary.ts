import { type PhaseName, recoveryOf, spread } from '../../cli/drill/index.ts';
import type { System } from './systems/index.ts';
import { type Fault, faults, type Run } from './types.ts';

/** All runs of one system and fault. */
export interface Summary {
  system: string;
  title: string;
  fault: Fault;
  n: number;
  /** Each run's recovery in milliseconds, in the order of the runs; null: no other server acknowledged a write. */
  recovery_ms: (number | null)[];
  /** null where at least half, or the slowest, never recovered. */
  median_ms: number | null;
  worst_ms: number | null;
  /** Median of the longest time without an acknowledged write. */
  gap_ms: number;
  /** Median and most of one run. */
  lost: { median: number; worst: number };
  rejected: { median: number; worst: number };
  /** Over all runs. */
  duplicated: number;
  clients_dead: number;
  second_failovers: number;
  /** Median of each phase, milliseconds after the fault. */
  phases: Partial<Record<PhaseName, number>>;
}

/** In the order of `systems`, kill before freeze before planned; what was not run is left out. */
export function summarize(systems: readonly System[], runs: readonly Run[]): Summary[] {
  return systems.flatMap((system) =>
    faults.flatMap((fault) => {
      const own = runs.filter((run) => run.system === system.name && run.fault === fault);
      return own.length === 0 ? [] : [summaryOf(system, fault, own)];
    }),
  );
}

function summaryOf({ name, title }: System, fault: Fault, runs: readonly Run[]): Summary {
  return {
    system: name,
    title,
    fault,
    n: runs.length,
    recovery_ms: runs.map((run) => run.recovery_ms),
    ...recoveryOf(runs),
    gap_ms: spread(runs.map((run) => run.gap_ms)).median,
    lost: spread(runs.map((run) => run.lost)),
    rejected: spread(runs.map((run) => run.rejected)),
    duplicated: runs.reduce((sum, run) => sum + run.duplicated, 0),
    clients_dead: runs.filter((run) => run.client_dead).length,
    second_failovers: runs.filter((run) => run.second_failover).length,
    phases: phasesOf(runs),
  };
}

function phasesOf(runs: readonly Run[]): Partial<Record<PhaseName, number>> {
  const names = new Set(runs.flatMap((run) => run.phases.map(({ name }) => name)));
  const medians = [...names].map((name) => {
    const times = runs.flatMap((run) =>
      run.phases.filter((phase) => phase.name === name).map(({ at }) => at),
    );
    return [name, spread(times).median] as const;
  });
  return Object.fromEntries(medians.sort(([, a], [, b]) => a - b));
}
