import type { System } from './systems/index.ts';
import type { Fault } from './types.ts';

/** One run that is to be made. */
export interface Turn {
  system: System;
  fault: Fault;
  /** From 1. */
  round: number;
}

/**
 * Round by round rather than system by system, so that whatever the machine does beside the bench meets all of them. A system with
 * fewer rounds has its own spread over the others'.
 */
export function schedule(systems: readonly System[], faults: readonly Fault[], runs?: number): Turn[] {
  const turns = systems.flatMap((system) =>
    faults.flatMap((fault) => {
      const own = system.runs[fault] ?? 0;
      const rounds = own === 0 ? 0 : (runs ?? own);
      return Array.from({ length: rounds }, (_, i) => ({
        place: (i + 0.5) / rounds,
        turn: { system, fault, round: i + 1 },
      }));
    }),
  );
  return turns.sort((a, b) => a.place - b.place).map(({ turn }) => turn);
}
