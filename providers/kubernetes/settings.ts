// The directives that follow from what was asked for. What follows from the pod (addresses, files, passwords) the start
// scripts add.

import type { RedisSpec } from '../backend.ts';
import { failoverProfiles } from './profiles.ts';

/** Directives of a data server. */
export function serverSettings(
  spec: Pick<RedisSpec, 'purpose' | 'replicas' | 'failover'>,
  maxmemory: number,
): Record<string, string> {
  const durable = spec.purpose === 'durable';
  const profile = failoverProfiles[spec.failover.profile];
  return {
    maxmemory: String(maxmemory),
    // Queues and sessions break when single keys vanish; a cache lives from it.
    'maxmemory-policy': durable ? 'noeviction' : 'allkeys-lru',
    appendonly: durable ? 'yes' : 'no',
    appendfsync: 'everysec',
    save: '""',
    // With fewer than two replicas the loss of one would stop all writes: an outage instead of a failover.
    'min-replicas-to-write': String(spec.replicas >= 2 ? profile.minReplicas : 0),
    'min-replicas-max-lag': String(profile.maxLag),
    // The default of 1 MB turns a short absence of a replica into a full sync. It counts as data, so a small server has less.
    'repl-backlog-size': String(Math.min(64 * 2 ** 20, Math.floor(maxmemory / 8))),
    'repl-diskless-sync-delay': '0',
    'replica-priority': '100',
    // Of the 60 seconds that the pod has to end, after at most 25 for handing over.
    'shutdown-timeout': '10',
    'tcp-keepalive': '60',
  };
}

/** Directives of a cluster's node. */
export function nodeSettings(
  spec: Pick<RedisSpec, 'purpose' | 'replicas' | 'failover'>,
  maxmemory: number,
): Record<string, string> {
  const { 'replica-priority': _, ...settings } = serverSettings(spec, maxmemory);
  return {
    ...settings,
    'cluster-node-timeout': String(failoverProfiles[spec.failover.profile].nodeTimeout),
    // The other shards go on when one is down.
    'cluster-require-full-coverage': 'no',
    // A replica that was without its primary for long has old data: nobody leads with them. A cache goes on with what there is.
    'cluster-replica-validity-factor': spec.purpose === 'durable' ? '10' : '0',
    // A replica stays with its shard, whose pods are kept apart.
    'cluster-allow-replica-migration': 'no',
  };
}

/** What a Sentinel is told about the instance, by the names of SENTINEL SET. The quorum is the pod's own. */
export function sentinelSettings(spec: Pick<RedisSpec, 'failover'>): Record<string, string> {
  const profile = failoverProfiles[spec.failover.profile];
  return {
    'down-after-milliseconds': String(profile.downAfter),
    'failover-timeout': String(profile.failoverTimeout),
    'parallel-syncs': '1',
    // A primary that reloads a large file answers LOADING, which counts as alive: without this nobody takes over.
    'master-reboot-down-after-period': String(Math.max(2000, 2 * profile.downAfter)),
  };
}

/** SENTINEL DEBUG values. */
export function sentinelPeriods(spec: Pick<RedisSpec, 'failover'>): Record<string, string> {
  const { period } = failoverProfiles[spec.failover.profile];
  return {
    'ping-period': String(period),
    'ask-period': String(period),
    'info-period': '10000',
    'publish-period': '2000',
  };
}
