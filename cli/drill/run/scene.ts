import type { FaultName, Injected, InstanceStatus, Watched } from '../../../providers/backend.ts';
import type { ClientConnection } from '../write/client.ts';

/** The instance that is drilled and what can be done with it. */
export interface Scene {
  stack: string;
  backend: string;
  /** The instance's name. */
  instance: string;
  profile: string;
  at: ClientConnection;
  status(): Promise<InstanceStatus>;
  strike(fault: FaultName, watched: Watched): Promise<Injected>;
}

/** How far a run is, for a view that moves. */
export interface Moment {
  run: number;
  runs: number;
  fault: string;
  /** What is waited for. */
  doing: string;
  acked: number;
  rejected: number;
  /** Who acknowledged last. */
  node: string | null;
}

/** Whoever looks on. */
export interface DrillWatch {
  /** Ends the drill; what was broken is mended and what was written is removed first. */
  signal: AbortSignal;
  /** A line that stays. */
  say(line: string): void;
  /** Asked for whenever the view is drawn. */
  show(moment: () => Moment): void;
}
