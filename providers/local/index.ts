// Backend `local`: Redis servers and Sentinels as processes on this machine.
// This file is its pure face; resources.ts makes resources, provider/ does the work, operate.ts looks at it.

import type { Backend, Guarantees, Problem, RedisSpec } from '../backend.ts';
import { defaultBasePort, defaultSentinelBasePort, sentinelCount } from './layout.ts';
import { checkTogether } from './together.ts';

export const local: Backend = {
  name: 'local',
  summary: 'Real redis-server and Sentinel processes on this machine, on loopback addresses.',
  offers: {
    topologies: ['replicated'],
    engines: ['redis', 'valkey'],
    replicas: { min: 0, max: 5, default: 2 },
    inTransit: 'choice',
    profile: 'balanced',
    nearest: {
      topology:
        'One primary with replicas is what runs here; `elasticache` and `kubernetes` have clusters, in their stacks.',
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
  return [...overlapProblems(spec), ...directoryProblems(spec.own.directory)];
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
          detail: 'TLS on every link (clients, replication, Sentinels) from an authority of its own.',
        }
      : { state: 'off', detail: 'Links are plain; set encryption.inTransit to true.' },
    multiAz: { state: 'not-offered', zones: 1, detail: 'Every process runs on this one machine.' },
    automaticFailover:
      spec.replicas > 0
        ? {
            state: 'always',
            detail: `${sentinelCount} Sentinels promote a replica when the primary is silent.`,
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
