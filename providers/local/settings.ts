import type { RedisSpec } from '../backend.ts';
import { quorumOf, sentinelCount } from './layout.ts';
import { failoverProfiles } from './profiles.ts';

/** GiB a server may fill when `memoryGb` is not given: enough to develop with, small on a laptop. */
export const defaultMemoryGb = 0.25;

/**
 * Directives of a data server that follow from what was asked for. CONFIG SET can carry each of them to a
 * running server, so an edit of any restarts nothing.
 */
export function serverSettings(
  spec: Pick<RedisSpec, 'purpose' | 'memoryGb' | 'replicas' | 'failover'>,
): Record<string, string> {
  const durable = spec.purpose === 'durable';
  // With fewer than two replicas the loss of one would stop all writes: an outage instead of a failover.
  const minReplicas = spec.replicas >= 2 ? failoverProfiles[spec.failover.profile].minReplicas : 0;
  return {
    maxmemory: String(Math.round((spec.memoryGb ?? defaultMemoryGb) * 2 ** 30)),
    // Queues and sessions break when single keys vanish; a cache lives from it.
    'maxmemory-policy': durable ? 'noeviction' : 'allkeys-lru',
    appendonly: durable ? 'yes' : 'no',
    // The usual bargain: a power cut costs a second at most, a killed process nothing.
    appendfsync: 'everysec',
    // No snapshots while it runs: the append-only file persists, or the purpose needs nothing.
    save: '',
    // A cache is saved once when it is stopped, so that `down` and `up` keep it warm; a file has it all anyway.
    'shutdown-on-sigterm': durable ? 'default' : 'save',
    // Where it is not 0: bounds what a primary that lost its replicas can still acknowledge, see profiles.ts.
    'min-replicas-to-write': String(minReplicas),
    'min-replicas-max-lag': '2',
    // The default of 1 MB turns a short absence of a replica into a full sync.
    'repl-backlog-size': String(64 * 2 ** 20),
    // The default of 5 s waits for further replicas that do not come here.
    'repl-diskless-sync-delay': '0',
    // Also what is put back after a hand-over that steered the Sentinels' choice.
    'replica-priority': '100',
  };
}

/** Directives of a cluster's node; CONFIG SET can carry these too. */
export function nodeSettings(
  spec: Pick<RedisSpec, 'purpose' | 'memoryGb' | 'replicas' | 'failover'>,
): Record<string, string> {
  return {
    ...serverSettings(spec),
    // A primary that sees no majority stops taking writes by itself.
    'min-replicas-to-write': '0',
    'cluster-node-timeout': String(failoverProfiles[spec.failover.profile].nodeTimeout),
    // While one shard fails over the others go on.
    'cluster-require-full-coverage': 'no',
    // How long a replica may have been without its primary and still take over: ten times node-timeout and ten seconds, one that
    // never reached it since its start not at all, so that nobody leads with an old copy. A cache would rather go on.
    'cluster-replica-validity-factor': spec.purpose === 'durable' ? '10' : '0',
    // A replica stays with the shard it was made for: it is that shard's room for a loss.
    'cluster-allow-replica-migration': 'no',
  };
}

/** What a Sentinel is told about the instance it watches, by the names of SENTINEL SET. */
export function sentinelSettings(spec: Pick<RedisSpec, 'failover'>): Record<string, string> {
  const profile = failoverProfiles[spec.failover.profile];
  return {
    quorum: String(quorumOf(sentinelCount)),
    'down-after-milliseconds': String(profile.downAfter),
    'failover-timeout': String(profile.failoverTimeout),
    'parallel-syncs': '1',
    // A primary that reloads a large file answers LOADING, which counts as alive: without this nobody takes over.
    'master-reboot-down-after-period': String(Math.max(2000, 2 * profile.downAfter)),
  };
}

/** SENTINEL DEBUG values, lost at every stop of a Sentinel. The last two are Redis' own, put back after a settling. */
export function sentinelPeriods(spec: Pick<RedisSpec, 'failover'>): Record<string, string> {
  const { period } = failoverProfiles[spec.failover.profile];
  return {
    'ping-period': String(period),
    'ask-period': String(period),
    'info-period': '10000',
    'publish-period': '2000',
  };
}
