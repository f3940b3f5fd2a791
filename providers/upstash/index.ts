// Backend `upstash`: a database without servers, in one region or many.
// This file is its pure face; check.ts judges its own arguments, resources.ts makes the Pulumi resource, operate.ts looks
// at what runs. Not here: what Upstash itself refuses (engine/clouds/upstash).

import type { Backend, Guarantees, RedisSpec } from '../backend.ts';
import { check } from './check.ts';
import { ownOf } from './own.ts';

/** With the Prod Pack replicas stand in several zones; Upstash does not say how many. */
const zones = 2;

export const upstash: Backend = {
  name: 'upstash',
  summary: 'Redis at Upstash: no servers, priced by use, with copies in other regions.',
  needs: '@upstash/pulumi',
  offers: {
    topologies: ['replicated'],
    engines: ['redis'],
    replicas: { min: 1, max: 1, default: 1 },
    zones: { max: zones, default: 1 },
    atRest: 'choice',
    inTransit: 'always',
    profile: 'balanced',
    nearest: {
      topology: 'It shards by itself and shows one endpoint; leave it out.',
      engine: 'Upstash runs a server of its own that speaks the protocol of Redis; leave it out.',
      replicas: 'Upstash decides how many there are; upstash.readRegions adds copies for reading elsewhere.',
      zones: 'Upstash decides how many there are; leave it out and set upstash.prodPack to true.',
      'snapshots.retentionDays':
        'Switch on daily backups, kept for one or three days, in its console: no deployment can.',
      'snapshots.window': 'Switch on daily backups in its console; nobody chooses when.',
      maintenanceWindow: 'Leave it out.',
    },
  },
  check,
  guarantees,
};

function guarantees(spec: RedisSpec): Guarantees {
  const { prodPack } = ownOf(spec);
  return {
    encryptionAtRest: prodPack
      ? { state: 'always', detail: 'The Prod Pack encrypts the block storage.' }
      : {
          state: 'off',
          detail: 'Block storage is encrypted with the Prod Pack only; set upstash.prodPack to true.',
        },
    encryptionInTransit: { state: 'always', detail: 'Only TLS connections are accepted.' },
    multiAz: prodPack
      ? { state: 'always', zones, detail: 'The Prod Pack puts replicas into several zones of each region.' }
      : {
          state: 'off',
          zones: 1,
          detail: 'Several zones come with the Prod Pack only; set upstash.prodPack to true.',
        },
    automaticFailover: {
      state: 'always',
      detail: 'The replicas elect a new primary when it fails, on every paid plan.',
    },
    snapshots: {
      state: 'not-offered',
      retentionDays: 0,
      detail:
        'Daily backups, kept for one or three days, are switched on in its console and by no deployment.',
    },
  };
}
