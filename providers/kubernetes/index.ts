// Backend `kubernetes`: data servers and Sentinels as StatefulSets on a cluster that is there.
// This file is its pure face. manifests/ says what the objects are, resources.ts makes Pulumi resources of them,
// scripts/ is what runs in the pods. Not here: the API itself.

import type { Backend, Guarantees, RedisSpec } from '../backend.ts';
import { check } from './check.ts';
import { ownOf } from './own.ts';
import { sentinelCount } from './plan.ts';
import { checkTogether } from './together.ts';

export const kubernetes: Backend = {
  name: 'kubernetes',
  summary: 'Redis or Valkey as StatefulSets on a Kubernetes cluster, with Sentinels or as a Redis Cluster.',
  offers: {
    topologies: ['replicated', 'cluster'],
    engines: ['redis', 'valkey'],
    replicas: { min: 0, max: 5, default: 2, inCluster: 1 },
    zones: { max: 3, default: 3 },
    inTransit: 'choice',
    snapshots: { maxDays: 90, defaultDays: 7 },
    bindings: ['kubernetes-secret'],
    profile: 'balanced',
    nearest: {
      engine: 'Any image with redis-server or valkey-server runs: set kubernetes.image.',
      zones: 'Three Sentinels stand in three zones at most.',
      'encryption.atRest':
        'The storage class decides whether volumes are encrypted: choose one with kubernetes.storage.className.',
      'encryption.kmsKeyId': 'The storage class names its key; leave it out.',
      'snapshots.retentionDays': 'Copy older snapshots from their volume to somewhere that keeps them.',
      maintenanceWindow: 'Nothing is maintained behind your back here; leave it out.',
      'bindings[0].kind': 'A kubernetes-secret in the namespace of the application is what can be written.',
    },
  },
  check,
  checkTogether,
  guarantees,
};

function guarantees(spec: RedisSpec): Guarantees {
  return {
    encryptionAtRest: {
      state: 'not-offered',
      detail: 'The storage class decides whether volumes are encrypted, and nothing here can see that.',
    },
    encryptionInTransit: spec.encryption.inTransit
      ? { state: 'enforced', detail: `TLS on every link: clients, replication, ${watchers(spec)}.` }
      : { state: 'off', detail: 'Links are plain; set encryption.inTransit to true.' },
    multiAz:
      spec.zones > 1
        ? { state: 'enforced', ...spread(spec) }
        : { state: 'off', zones: 1, detail: 'Servers may all stand in one zone; set zones to 3.' },
    automaticFailover:
      spec.replicas > 0
        ? { state: 'always', detail: promotion(spec) }
        : { state: 'off', detail: 'There is no replica to promote; set replicas to 1 or more.' },
    snapshots: {
      state: spec.snapshots.retentionDays > 0 ? 'enforced' : 'off',
      retentionDays: spec.snapshots.retentionDays,
      detail:
        spec.snapshots.retentionDays > 0
          ? `A job takes one each night, from a replica${ofEach(spec)}, to ${placeOf(spec)}.`
          : 'No snapshots are taken; set snapshots.retentionDays to 7.',
    },
  };
}

function placeOf(spec: RedisSpec): string {
  const { objectStore } = ownOf(spec);
  return objectStore
    ? `bucket ${objectStore.bucket}, outside the cluster`
    : 'a volume of its own in the same cluster';
}

function ofEach({ topology }: RedisSpec): string {
  return topology === 'cluster' ? ' of each shard' : '';
}

function watchers({ topology }: RedisSpec): string {
  return topology === 'cluster' ? 'cluster bus' : 'Sentinels';
}

/** Of a cluster what is kept apart is a shard: its data are in as many zones as it has servers, and no more. */
function spread({ topology, zones, replicas }: RedisSpec): { zones: number; detail: string } {
  if (topology !== 'cluster')
    return { zones, detail: `Servers and Sentinels are spread over ${zones} zones, or are not started.` };
  const ofShard = Math.min(zones, replicas + 1);
  return { zones: ofShard, detail: `Each shard is spread over ${ofShard} zones, or is not started.` };
}

function promotion({ topology, shards }: RedisSpec): string {
  return topology === 'cluster'
    ? `${shards} primaries watch each other; the others vote for a replica when one is silent.`
    : `${sentinelCount} Sentinels promote a replica when the primary is silent.`;
}
