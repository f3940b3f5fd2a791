import type { Ack } from '../types.ts';
import type { SentinelConnection } from './writer.ts';

/** The clients that can be asked to write; one file each beside this. */
export const clientNames = ['ours', 'ioredis', 'ioredis-detector', 'plan', 'node-redis'] as const;
export type ClientName = (typeof clientNames)[number];

/** The first message to a writing process; passwords go this way, not through its arguments. */
export interface Order {
  client: ClientName;
  connection: SentinelConnection;
  key: string;
}

export interface Progress {
  kind: 'progress';
  acked: number;
  last: Ack | null;
  ended: boolean;
}

/** The last message: everything it saw. */
export interface Account {
  kind: 'account';
  acks: Ack[];
  rejected: number;
  /** Neither acknowledged nor rejected when it was stopped. */
  open: number;
  ended: boolean;
  /** What ended the process before its time. */
  crash: string | null;
}

export type Told = Progress | Account;
