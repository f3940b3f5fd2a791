// Backend `local`: Redis servers, with Sentinels or as a cluster, as processes on this machine.
// This file is its pure face; resources.ts makes resources, provider/ does the work, operate.ts looks at it.

import type { Backend, Guarantees, Problem, RedisSpec } from '../backend.ts';
import { defaultBasePort, defaultSentinelBasePort, layoutOf, sentinelCount } from './layout.ts';
import { checkTogether } from './together.ts';

export const local: Backend = {
  name: 'local',
  summary: 'Real redis-server and Sentinel processes on this machine, on loopback addresses.',
  offers: {
    topologies: ['replicated', 'cluster'],
    engines: ['redis', 'valkey'],
    replicas: { min: 0, max: 5, default: 2, inCluster: 1 },
    inTransit: 'choice',
    profile: 'balanced',
    nearest: {
      zones: 'One machine is one zone; `elasticache` spreads over zones.',
      'encryption.atRest': "The machine's own disk encryption, if it is switched on, covers the data folder.",
      'encryption.kmsKeyId': 'There is no key service on this machine; leave it out.',
      'snapshots.retentionDays':
        'The append-only file of `purpose: durable` survives a restart; copy the data folder.',
      'snapshots.window': 'There are no snapshots to take; leave it out.',
      maintenanceWindow: 'Nothing is maintained behind your back here; leave it out.',
    },
  },
  check,
  checkTogether,
  guarantees,
};

/** Types and ranges of the single fields are judged before; this is what a table of fields cannot say. */
function check(spec: RedisSpec): Problem[] {
  const ports = spec.topology === 'cluster' ? clusterProblems(spec) : overlapProblems(spec);
  return [...ports, ...directoryProblems(spec.own.directory)];
}

function overlapProblems(spec: RedisSpec): Problem[] {
  const data = Number(spec.own.basePort ?? defaultBasePort);
  const sentinel = Number(spec.own.sentinelBasePort ?? defaultSentinelBasePort);
  const lastData = data + spec.replicas;
  const lastSentinel = sentinel + sentinelCount - 1;
  if (lastData < sentinel || lastSentinel < data) return [];
  const reason =
    `The Sentinels' ports ${sentinel}-${lastSentinel} overlap the servers' ports ${data}-${lastData}: ` +
    `move one of them, for example local.sentinelBasePort to ${lastData + 1}.`;
  return [{ path: 'local.sentinelBasePort', reason }];
}

/** Fewer than three primaries have no majority left when one of them is lost, so nobody could be promoted. */
const leastShards = 3;

function clusterProblems(spec: RedisSpec): Problem[] {
  const { servers } = layoutOf(spec);
  const ports = servers.map(({ port }) => port);
  const busPorts = servers.flatMap(({ busPort }) => busPort ?? []);
  const found: Problem[] = [];
  if (spec.shards < leastShards)
    found.push({
      path: 'shards',
      reason: `A cluster of ${spec.shards} cannot agree on a new primary when one is lost: set ${leastShards} or more.`,
    });
  if (spec.own.sentinelBasePort !== undefined)
    found.push({ path: 'local.sentinelBasePort', reason: 'A cluster has no Sentinels; leave it out.' });
  if (Math.max(...busPorts) > 65_535)
    found.push({
      path: 'local.busBasePort',
      reason: `The last node would listen on port ${Math.max(...busPorts)}: choose a lower one, for example 16380.`,
    });
  const shared = busPorts.find((port) => ports.includes(port));
  if (shared !== undefined)
    found.push({
      path: 'local.busBasePort',
      reason: `Port ${shared} would be a server's and a bus' port: move it, for example to ${Math.max(...ports) + 1}.`,
    });
  return found;
}

function directoryProblems(value: unknown): Problem[] {
  if (typeof value !== 'string') return [];
  const parts = value.split(/[\\/]/);
  const outside =
    /^([\\/]|[A-Za-z]:)/.test(value) || parts.includes('..') || !parts.some((p) => p !== '' && p !== '.');
  if (!outside) return [];
  const reason = `"${value}" is not a folder below the project's root: give a relative path without "..".`;
  return [{ path: 'local.directory', reason }];
}

function guarantees(spec: RedisSpec): Guarantees {
  return {
    encryptionAtRest: {
      state: 'not-offered',
      detail:
        "Files lie on this machine's disk as the machine keeps them; its own disk encryption comes nearest.",
    },
    encryptionInTransit: spec.encryption.inTransit
      ? {
          state: 'enforced',
          detail: `TLS on every link (clients, replication, ${watchers(spec)}) from an authority of its own.`,
        }
      : { state: 'off', detail: 'Links are plain; set encryption.inTransit to true.' },
    multiAz: { state: 'not-offered', zones: 1, detail: 'Every process runs on this one machine.' },
    automaticFailover:
      spec.replicas > 0
        ? {
            state: 'always',
            detail: promotion(spec),
          }
        : { state: 'off', detail: 'There is no replica to promote; set replicas to 1 or more.' },
    snapshots: {
      state: 'not-offered',
      retentionDays: 0,
      detail:
        spec.purpose === 'durable'
          ? 'The append-only file survives restarts, but no older state is kept.'
          : 'A cache is saved once when it is stopped; no older state is kept.',
    },
  };
}

function watchers({ topology }: RedisSpec): string {
  return topology === 'cluster' ? 'cluster bus' : 'Sentinels';
}

function promotion({ topology, shards }: RedisSpec): string {
  return topology === 'cluster'
    ? `${shards} primaries watch each other; the others vote for a replica when one is silent.`
    : `${sentinelCount} Sentinels promote a replica when the primary is silent.`;
}
