import type { Servers } from '../servers/index.ts';
import type { Fault } from '../types.ts';
import type { ClientName } from '../writer/index.ts';

/** How a primary is moved on purpose. */
export type Planned =
  /** Writes wait until the replica has all of them: what `redis-ha failover` does. */
  | { by: 'hand-over' }
  /** SENTINEL FAILOVER and nothing else. */
  | { by: 'sentinel' }
  /** What the preStop hook of a chart does, and then the end of the server. */
  | { by: 'preStop'; hook: PreStop };

export interface PreStop {
  /** CLIENT PAUSE WRITE before SENTINEL FAILOVER. */
  pauseMs?: number;
  /** What it then looks for once a second: that the Sentinels name another, or that the server itself is a replica. */
  waitsFor: 'another is named' | 'it is a replica';
  /** How long it waits for that at most. */
  limitMs: number;
}

/** One thing that is compared: servers as somebody configures them, and a client as somebody opens it. */
export interface System {
  /** As `--systems` names it. */
  name: string;
  /** As tables and the plot name it; docs/failover.md says what exactly it is. */
  title: string;
  /** Systems with the same name here share their servers. */
  servers: string;
  makeServers(): Promise<Servers>;
  client: ClientName;
  planned: Planned;
  /** Runs by default; a fault that is not named is not run. */
  runs: Partial<Record<Fault, number>>;
  /** After so many milliseconds without a write by another server a run counts as never recovered. */
  limitMs: number;
}
