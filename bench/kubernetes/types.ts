/** What is done to the primary's pod or to all pods; `apply` is the way from nothing to ready. */
export const faults = ['apply', 'planned', 'kill', 'pod', 'freeze', 'restart', 'rolling', 'drain'] as const;
export type Fault = (typeof faults)[number];

/** One fault and what the writers saw of it; one line of the log. */
export interface Run {
  system: string;
  fault: Fault;
  /** From 1. Each round has servers of its own. */
  round: number;
  /** ISO 8601, UTC. */
  started: string;
  /**
   * Milliseconds: for `apply` until every pod was ready, else the longest time that a writer waited for an acknowledgement.
   * null: none came within the limit.
   */
  ms: number | null;
  /** Until the first write that another server acknowledged; null where none did, or nobody wrote. */
  recovery_ms: number | null;
  acked: number;
  /** Acknowledged, and gone afterwards. */
  lost: number;
  /** Stored more than once. */
  duplicated: number;
  rejected: number;
  /** The clients had given up: nothing was written any more, though the servers were whole again. */
  client_dead: boolean;
}
