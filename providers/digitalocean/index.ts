// Backend `digitalocean`: managed Valkey with one standby at most.
// This file is its pure face; check.ts judges its own arguments, resources.ts makes Pulumi resources, operate.ts looks
// at what runs. Not here: what DigitalOcean itself refuses (engine/clouds/digitalocean).

import type { Backend, Guarantees, RedisSpec } from '../backend.ts';
import { check } from './check.ts';
import { ownOf } from './own.ts';

export const digitalocean: Backend = {
  name: 'digitalocean',
  summary: 'Managed Valkey 8 at DigitalOcean: a primary and at most one standby in one region.',
  offers: {
    topologies: ['replicated'],
    engines: ['valkey'],
    replicas: { min: 0, max: 1, default: 1 },
    atRest: 'always',
    inTransit: 'always',
    maintenance: true,
    profile: 'balanced',
    nearest: {
      topology: 'One primary with a standby is what it has; `elasticache` has clusters, in its stacks.',
      engine:
        'New Redis clusters cannot be made there since 30 April 2025; Valkey 8 speaks the same protocol: leave it out.',
      replicas: 'Set it to 1, a primary and its standby; `elasticache` and `kubernetes` run more.',
      zones:
        'Both nodes stand in one region, which has no zones to choose; `elasticache` spreads over zones.',
      'snapshots.retentionDays':
        'The dumps that it takes for itself cannot be restored by you; copy the data to somewhere that keeps it.',
      'snapshots.window': 'There are none to take; leave it out.',
    },
  },
  check,
  guarantees,
};

function guarantees(spec: RedisSpec): Guarantees {
  const { persistence } = ownOf(spec).valkey;
  return {
    encryptionAtRest: { state: 'always', detail: 'DigitalOcean encrypts the disks of every node (LUKS).' },
    encryptionInTransit: { state: 'always', detail: 'Only TLS connections are accepted.' },
    multiAz: {
      state: 'not-offered',
      zones: 1,
      detail:
        spec.replicas > 0
          ? 'A standby on another node of the same region comes nearest.'
          : 'A standby in the same region comes nearest: set replicas to 1.',
    },
    automaticFailover:
      spec.replicas > 0
        ? { state: 'always', detail: 'The standby is promoted and the host name moves to it.' }
        : { state: 'off', detail: 'There is no standby to promote; set replicas to 1.' },
    snapshots: {
      state: 'not-offered',
      retentionDays: 0,
      detail:
        persistence === 'rdb'
          ? 'A dump every ten minutes survives a restart, but nobody can restore an older one.'
          : 'Nothing is written to the disk.',
    },
  };
}
