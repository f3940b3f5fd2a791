import type { Workload } from '../presets/index.ts';
import type { RejectionReason } from './rejection.ts';

/** idle: lazyConnect, not used yet. connecting: for the first time. closed: by the application, for good. */
export type Phase = 'idle' | 'connecting' | 'ready' | 'reconnecting' | 'closed';

/** What a person wants to know about one client. */
export interface ClientState {
  workload: Workload;
  phase: Phase;
  /** `host:port` of the server in use, or of the last one; none for a cluster. */
  address?: string;
  /** What that server said of itself when the client connected; none for a cluster. */
  role?: 'primary' | 'replica';
  /** Since when the phase is what it is. */
  since: Date;
  /** How often the connection was lost and came back. */
  reconnects: number;
  /** Commands given and not answered: on the way and waiting for a connection. */
  queueLength: number;
  /** Milliseconds from the loss of a connection to the first that was ready at another server; none before one. */
  lastFailoverMs?: number;
  /** The last error's message. */
  lastError?: string;
}

export interface ClientEvents {
  /** Usable, for the first time or again. */
  ready: [state: ClientState];
  /** The connection is gone; the client is on its way back. */
  lost: [state: ClientState];
  /** Ready at another server than before. */
  failover: [change: { from: string; to: string; ms: number }];
  /** Closed by the application. */
  closed: [state: ClientState];
  /** Any error of the connection; never needs a reaction, the client goes on by itself. */
  trouble: [error: Error];
  /** A command was rejected; what the application makes of it is its own affair. Looked for only while somebody listens. */
  rejected: [rejection: { command: string; reason: RejectionReason }];
}
