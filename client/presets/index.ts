// What a client of each workload is set to, why, and which settings are refused. Nothing here connects.

import type { ClusterOptions, RedisOptions } from 'ioredis';
import { retryDelay } from '../sentinel/delay.ts';
import { type Judged, refuseBroken, refuseGivingUp } from './refusals.ts';
import { neverEnding, reconnectAndResend } from './retry.ts';
import { common, commonInCluster, presets, type Workload } from './table.ts';

export { type Preset, presets, type Workload } from './table.ts';

/** Where a client connects to comes from the connection; `replyMapping` would change the types of all replies. */
type NotOverridden =
  | 'replyMapping'
  | 'host'
  | 'port'
  | 'path'
  | 'name'
  | 'username'
  | 'password'
  | 'tls'
  | 'sentinels'
  | 'sentinelUsername'
  | 'sentinelPassword'
  | 'sentinelTLS'
  | 'enableTLSForSentinelMode'
  | 'natMap'
  | 'Connector';

export type ClientOptions = Omit<RedisOptions, NotOverridden>;
export type ClusterClientOptions = Omit<ClusterOptions, 'redisOptions' | 'dnsLookup'>;

/**
 * The options of one client: the preset, with `own` over it.
 * @throws ConfigurationError where `own` is known to break the workload
 */
export function optionsFor(workload: Workload, own: ClientOptions = {}): ClientOptions {
  const options = {
    ...common,
    ...presets[workload],
    reconnectOnError: reconnectAndResend,
    retryStrategy: (attempt: number) => retryDelay(attempt),
    ...own,
  };
  return proven(workload, options);
}

/**
 * The same options, for a client that can live with them and never gives up.
 * @throws ConfigurationError where they are known to break the workload
 */
export function proven<T extends Pick<RedisOptions, keyof ClientOptions>>(workload: Workload, options: T): T {
  refuseBroken(workload, options);
  return {
    ...options,
    retryStrategy: neverEnding(refuseGivingUp('retryStrategy', options.retryStrategy)),
  };
}

/**
 * The options of a cluster client beside those of its nodes, with `own` over the preset. There is no `clusterNodeRetryStrategy`
 * among them: with one, commands on the way to a node that is lost wait for that node to come back, and not for the one that
 * takes over. A node that comes back is met again when slots are looked up next.
 * @throws ConfigurationError where `own` is known to break the workload
 */
export function clusterOptionsFor(workload: Workload, own: ClusterClientOptions = {}): ClusterClientOptions {
  const { enableOfflineQueue } = presets[workload];
  const options = {
    ...commonInCluster,
    ...patience(workload),
    enableOfflineQueue,
    clusterRetryStrategy: (attempt: number) => retryDelay(attempt),
    ...own,
  };
  return provenInCluster(workload, options);
}

/** As `proven`, of what a cluster client has beside the options of its nodes. */
export function provenInCluster<T extends ClusterClientOptions>(workload: Workload, options: T): T {
  refuseBroken(workload, judged(workload, options));
  return {
    ...options,
    clusterRetryStrategy: neverEnding(refuseGivingUp('clusterRetryStrategy', options.clusterRetryStrategy)),
  };
}

/**
 * How long a command follows a cluster that fails over: redirections x delay must exceed cluster-node-timeout
 * (15 s by default), except where an error is better than a wait.
 */
function patience(workload: Workload): { maxRedirections: number; retryDelayOnFailover: number } {
  const waits = presets[workload].enableOfflineQueue;
  return { maxRedirections: waits ? 100 : 4, retryDelayOnFailover: waits ? 200 : 50 };
}

function judged(workload: Workload, options: ClusterClientOptions): Judged {
  return {
    ...presets[workload],
    enableOfflineQueue: options.enableOfflineQueue,
    keyPrefix: options.keyPrefix,
  };
}
