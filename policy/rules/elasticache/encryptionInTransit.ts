import { hasTls, isGlobalSecondary, replicationGroup } from '../../facts/elasticache.ts';
import { resourceRule } from '../../pack/rule.ts';
import { controlsOf } from '../../pack/standards.ts';

export const elasticacheEncryptionInTransit = resourceRule({
  id: 'elasticache-encryption-in-transit',
  title: 'Replication groups are encrypted in transit',
  description: 'A replication group must speak TLS with clients and among its nodes.',
  weight: 'mission',
  severity: 'high',
  remediation:
    'Set `transitEncryptionEnabled: true`. An existing group goes through `transitEncryptionMode: preferred` first.',
  example: `new aws.elasticache.ReplicationGroup('main', { transitEncryptionEnabled: true, transitEncryptionMode: 'required', … });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html',
  controls: controlsOf.inTransit,
  concern: 'redis-encryption-in-transit',
  types: [replicationGroup],
  check: ({ props }) =>
    hasTls(props) || isGlobalSecondary(props)
      ? undefined
      : 'Passwords and data cross the network in clear: `transitEncryptionEnabled` is not true.',
});
