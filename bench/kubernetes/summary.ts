import { recoveryOf } from '../../cli/drill/index.ts';
import type { System } from './systems/index.ts';
import { type Fault, faults, type Run } from './types.ts';

/** All runs of one system and fault. */
export interface Summary {
  system: string;
  title: string;
  fault: Fault;
  n: number;
  /** Each run's milliseconds, in the order of the runs; null: it never ended. */
  ms: (number | null)[];
  /** null where at least half, or the slowest, never ended. */
  median_ms: number | null;
  worst_ms: number | null;
  acked: number;
  /** Over all runs. */
  lost: number;
  rejected: number;
  duplicated: number;
  clients_dead: number;
}

/** In the order of faults, then of systems; what was not run is left out. */
export function summarize(systems: readonly System[], runs: readonly Run[]): Summary[] {
  return faults.flatMap((fault) =>
    systems.flatMap((system) => {
      const own = runs.filter((run) => run.system === system.name && run.fault === fault);
      return own.length === 0 ? [] : [summaryOf(system, fault, own)];
    }),
  );
}

function summaryOf({ name, title }: System, fault: Fault, runs: readonly Run[]): Summary {
  const sum = (of: (run: Run) => number): number => runs.reduce((total, run) => total + of(run), 0);
  return {
    system: name,
    title,
    fault,
    n: runs.length,
    ms: runs.map(({ ms }) => ms),
    ...recoveryOf(runs.map(({ ms }) => ({ recovery_ms: ms }))),
    acked: sum(({ acked }) => acked),
    lost: sum(({ lost }) => lost),
    rejected: sum(({ rejected }) => rejected),
    duplicated: sum(({ duplicated }) => duplicated),
    clients_dead: runs.filter(({ client_dead }) => client_dead).length,
  };
}
