import type { SentinelConnection } from '../failover/writer/index.ts';

/** `bare`: ioredis straight to the primary. `detector`: ioredis through the Sentinels, with failoverDetector. */
export type ClientName = 'ours' | 'bare' | 'detector';

/** What a measuring process is told first. */
export interface Opening {
  client: ClientName;
  /** How many clients it opens. */
  clients: number;
  connection: SentinelConnection;
  /** Where the primary listens, for `bare`. */
  port: number;
}

export const loads = ['one at a time', '64 side by side', 'pipelines of 100'] as const;
export type Load = (typeof loads)[number];
export const commands = ['get', 'set'] as const;

/** One kind of load. */
export interface Mode {
  command: (typeof commands)[number];
  load: Load;
}

export const modes: readonly Mode[] = loads.flatMap((load) => commands.map((command) => ({ command, load })));

/** What it is asked for after that, as often as wanted: a rate, or its memory. */
export type Request = { kind: 'rate'; mode: Mode; ms: number } | { kind: 'memory' };

export interface Memory {
  rssMb: number;
  /** Open TCP connections. */
  sockets: number;
}

export interface Rate {
  perSecond: number;
  /** Processor time of the measuring process for each command, microseconds: less moved by what else runs than the rate. */
  cpu: number;
}

export type Answer = { kind: 'open' } | ({ kind: 'rate' } & Rate) | ({ kind: 'memory' } & Memory);
