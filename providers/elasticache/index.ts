// Backend `elasticache`: AWS ElastiCache for Valkey or Redis, as a replication group or serverless, with everything around
// it. This file is its pure face. check/ says what is wrong with the arguments, plan.ts what the group is made of, make/ makes
// Pulumi resources of it. Not here: any call to AWS, which Pulumi's own provider does.

import type { Backend, Guarantee, Guarantees, RedisSpec } from '../backend.ts';
import { check } from './check/index.ts';
import { isServerless, ownOf } from './own.ts';
import { checkTogether } from './together.ts';

export const elasticache: Backend = {
  name: 'elasticache',
  summary:
    'AWS ElastiCache for Valkey or Redis, with network, keys, logs, alarms and the secret for applications.',
  offers: {
    topologies: ['replicated', 'cluster'],
    engines: ['redis', 'valkey'],
    replicas: { min: 0, max: 5, default: 2 },
    // The most zones of a region that ElastiCache is in.
    zones: { max: 6, default: 3 },
    atRest: 'choice',
    inTransit: 'always',
    snapshots: { maxDays: 35, defaultDays: 7 },
    maintenance: true,
    bindings: ['aws-secrets-manager'],
    profile: 'balanced',
    nearest: {
      engine: 'Memcached, which the service has too, keeps no replicas.',
      replicas: 'Each primary may have five.',
      'encryption.inTransit': 'Passwords would go over the network in clear.',
      'snapshots.retentionDays': 'Copy older snapshots to a bucket that keeps them.',
      'bindings[0].kind': 'AWS Secrets Manager is where applications on AWS look.',
    },
  },
  check,
  checkTogether,
  guarantees,
};

function guarantees(spec: RedisSpec): Guarantees {
  return isServerless(spec) ? serverless(spec) : group(spec);
}

function group(spec: RedisSpec): Guarantees {
  const { encryption, replicas, zones, topology } = spec;
  const failsOver = replicas > 0;
  return {
    encryptionAtRest: atRest(spec),
    encryptionInTransit: {
      state: 'always',
      detail: 'TLS on every link, clients and replication; plain connections are refused.',
    },
    multiAz:
      failsOver && zones > 1
        ? {
            state: 'enforced',
            zones,
            detail: `Nodes stand in ${zones} zones, the primary apart from a replica of its own (multi-AZ).`,
          }
        : {
            state: 'off',
            zones: 1,
            detail: 'Nodes may all stand in one zone; set zones to 3 and replicas to 2.',
          },
    automaticFailover: failsOver
      ? {
          state: 'enforced',
          detail: `ElastiCache promotes a replica when ${topology === 'cluster' ? 'a' : 'the'} primary fails; AWS promises no time.`,
        }
      : { state: 'off', detail: 'There is no replica to promote; set replicas to 1 or more.' },
    snapshots: snapshots(spec),
  };

  function atRest({ own }: RedisSpec): Guarantee {
    if (!encryption.atRest)
      return { state: 'off', detail: 'Data lie in clear; set encryption.atRest to true in a new instance.' };
    if (encryption.kmsKeyId !== undefined)
      return {
        state: 'enforced',
        detail: 'Data and snapshots are encrypted with the KMS key that is named.',
      };
    const whose = ownOf({ own }).createKey ? "a KMS key of the instance's own" : 'a key of AWS';
    return { state: 'enforced', detail: `Data and snapshots are encrypted with ${whose}.` };
  }
}

function serverless(spec: RedisSpec): Guarantees {
  return {
    encryptionAtRest: { state: 'always', detail: 'A serverless cache is always encrypted.' },
    encryptionInTransit: { state: 'always', detail: 'A serverless cache takes TLS only.' },
    multiAz: {
      state: 'always',
      zones: spec.zones,
      detail: `A serverless cache keeps its data in several zones; its endpoints stand in ${spec.zones}.`,
    },
    automaticFailover: { state: 'always', detail: 'AWS replaces what fails behind one address.' },
    snapshots: snapshots(spec),
  };
}

function snapshots({ snapshots: { retentionDays, window } }: RedisSpec): Guarantees['snapshots'] {
  if (retentionDays === 0)
    return {
      state: 'off',
      retentionDays,
      detail: 'No snapshots are taken; set snapshots.retentionDays to 7.',
    };
  const when = window === undefined ? 'each day' : `each day between ${window} UTC`;
  return {
    state: 'enforced',
    retentionDays,
    detail: `One is taken ${when} and kept for ${retentionDays} days.`,
  };
}
