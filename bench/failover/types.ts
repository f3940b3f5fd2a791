import type { PhaseMark } from '../../cli/drill/types.ts';

export const faults = ['kill', 'freeze', 'planned'] as const;
export type Fault = (typeof faults)[number];

/** One acknowledged write. */
export interface Ack {
  id: number;
  /** Milliseconds since the epoch, with fractions: the same clock in all processes of a machine. */
  at: number;
  /** Port of the server that the client was connected to; null where it does not tell. */
  port: number | null;
}

/** One fault and what the writer saw of it; one line of the log. */
export interface Run {
  system: string;
  fault: Fault;
  /** From 1. */
  round: number;
  /** ISO 8601, UTC. */
  started: string;
  /** From the fault to the first write that another server acknowledged; null when none did within the limit. */
  recovery_ms: number | null;
  /** The longest time without an acknowledged write that ended after the fault. */
  gap_ms: number;
  acked: number;
  /** Acknowledged, and gone afterwards. */
  lost: number;
  /** Stored more than once. */
  duplicated: number;
  rejected: number;
  /** The client had given up for good, or its process had ended. */
  client_dead: boolean;
  second_failover: boolean;
  phases: PhaseMark[];
}

/** Milliseconds since the epoch, finer than Date.now(). */
export function now(): number {
  return performance.timeOrigin + performance.now();
}
