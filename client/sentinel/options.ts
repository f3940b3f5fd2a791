import type { ConnectionOptions } from 'node:tls';
import type { Endpoint, NatMap } from './endpoint.ts';

/** Milliseconds. */
export interface Timeouts {
  /** For a connection, TLS included, to a Sentinel or a server. Default 1000. */
  connect: number;
  /** For each answer of a Sentinel, and how long it may be silent before its connection is given up. Default 500. */
  sentinelCommand: number;
  /** How long a server that is being promoted is asked whether it is primary yet. Default 1500. */
  promotion: number;
  /**
   * After how long the Sentinels are asked whether they agree on a promotion that was followed. Default 10 000: they do
   * within three seconds, with INFO every second and word of it every two.
   */
  confirm: number;
  /** How long one connect of a client looks for the primary before it counts as a failed retry. Default 2000. */
  patience: number;
  /** How long the watcher stays when its last client has left without `releaseIdle()`. Default 2000. */
  linger: number;
}

/** What `sentinelConnector` is given. */
export interface SentinelOptions {
  /** The Sentinels known at the start, at least one; the others are learned from them. */
  sentinels: readonly Endpoint[];
  /** The name under which the Sentinels watch the primary. */
  masterName: string;
  /** ACL user at the Sentinels; default user when absent. Servers: `username` of the ioredis options. */
  username?: string | undefined;
  /** Secret; at the Sentinels. Servers: `password` of the ioredis options. */
  password?: string | undefined;
  /** TLS to the Sentinels; plain TCP when absent. */
  tls?: ConnectionOptions | undefined;
  /** TLS to the servers; plain TCP when absent. */
  dataTls?: ConnectionOptions | undefined;
  /** For clients that do not reach the announced addresses, of Sentinels and servers alike. */
  natMap?: NatMap | undefined;
  timeouts?: Partial<Timeouts> | undefined;
}

export type Settled = SentinelOptions & { natMap: NatMap; timeouts: Timeouts };

const defaults: Timeouts = {
  connect: 1000,
  sentinelCommand: 500,
  promotion: 1500,
  confirm: 10_000,
  patience: 2000,
  linger: 2000,
};

/** Fills in defaults. Throws when there is nobody or nothing to ask for. */
export function settle(options: SentinelOptions): Settled {
  if (options.sentinels.length === 0)
    throw new Error('No Sentinel is given: name at least one in `sentinels`.');
  if (options.masterName === '') {
    throw new Error('No primary is named: give the name the Sentinels watch in `masterName`.');
  }
  return { ...options, natMap: options.natMap ?? {}, timeouts: { ...defaults, ...options.timeouts } };
}
