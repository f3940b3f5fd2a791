/** What a drill can be asked to do; `random` draws one for each run, `external` waits for somebody else's failover. */
export const faults = [
  'kill',
  'freeze',
  'planned',
  'sentinel',
  'replica',
  'node',
  'rolling',
  'random',
  'external',
] as const;
export type Fault = (typeof faults)[number];

/** What happened in the 20 ms that begin `at` ms after the fault; negative: before it. */
export interface Tick {
  at: number;
  acked: number;
  rejected: number;
  /** The slowest write acknowledged in this time, sending to acknowledgement; 0 when none was. */
  worstMs: number;
  /** host:port that acknowledged most, null when nothing was. */
  node: string | null;
}

export type PhaseName =
  | 'fault'
  | 'subjectively-down'
  | 'objectively-down'
  | 'leader-elected'
  | 'promoted'
  | 'first-write'
  | 'switched'
  | 'old-primary-back'
  | 'second-failover';

export interface PhaseMark {
  name: PhaseName;
  /** Milliseconds after the fault. */
  at: number;
}

/** One fault and what the writers saw of it. */
export interface DrillRun {
  /** Never `random`: what was drawn. */
  fault: Fault;
  ok: boolean;
  target_ms: number;
  /**
   * From the fault to the first acknowledged write on another node (kill, freeze), or the longest gap between
   * acknowledged writes (planned, sentinel, replica, external). Null when no write was acknowledged again.
   */
  recovery_ms: number | null;
  /** The longest time after the fault that any writer waited without an acknowledgement. */
  gap_ms: number;
  acked: number;
  /** Acknowledged, and gone afterwards. */
  lost: number;
  /** Stored more than once: sent again because its answer was lost. */
  duplicated: number;
  rejected: number;
  second_failover: boolean;
  latency_ms: { p50: number; p99: number; max: number };
  /** host:port of the primary before and after. */
  from: string | null;
  to: string | null;
  phases: PhaseMark[];
  timeline: Tick[];
  /** Sentences: what kept the run from being ok. */
  problems: string[];
}

export interface DrillReport {
  stack: string;
  backend: string;
  instance: string;
  profile: string;
  tls: boolean;
  writers: number;
  /** ISO 8601, UTC. */
  started: string;
  fault: Fault;
  target_ms: number;
  ok: boolean;
  runs: DrillRun[];
  median_ms: number | null;
  worst_ms: number | null;
  /** What `random` drew from; repeats the same faults with --seed. */
  seed?: number;
}
