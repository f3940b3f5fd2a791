import { isGlobalSecondary, replicationGroup } from '../../facts/elasticache.ts';
import { isTrue } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { controlsOf } from '../../pack/standards.ts';

/** Explicit: the default is off for Redis and on for Valkey, and inputs show no defaults. */
export const elasticacheEncryptionAtRest = resourceRule({
  id: 'elasticache-encryption-at-rest',
  title: 'Replication groups are encrypted at rest',
  description: 'A replication group must store data and snapshots encrypted.',
  weight: 'mission',
  severity: 'high',
  remediation:
    'Set `atRestEncryptionEnabled: true`. On a group that exists this is a replacement: restore from a snapshot.',
  example: `new aws.elasticache.ReplicationGroup('main', { atRestEncryptionEnabled: true, … });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html',
  controls: controlsOf.atRest,
  concern: 'redis-encryption-at-rest',
  types: [replicationGroup],
  check: ({ props }) =>
    isTrue(props.atRestEncryptionEnabled) || isGlobalSecondary(props)
      ? undefined
      : 'Data and snapshots are stored in clear: `atRestEncryptionEnabled` is not true.',
});
