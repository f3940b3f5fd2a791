import { isGlobalSecondary, replicationGroup } from '../../facts/elasticache.ts';
import { isGiven } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

export const elasticacheFinalSnapshot = resourceRule({
  id: 'elasticache-final-snapshot',
  title: 'Deletion leaves a snapshot',
  description: 'A replication group must leave a snapshot when it is deleted.',
  weight: 'should',
  severity: 'medium',
  remediation: 'Set `finalSnapshotIdentifier`.',
  example: `new aws.elasticache.ReplicationGroup('main', { finalSnapshotIdentifier: 'main-final', … });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-final.html',
  types: [replicationGroup],
  check: ({ props }) =>
    isGiven(props, 'finalSnapshotIdentifier') || isGlobalSecondary(props)
      ? undefined
      : 'A deletion leaves nothing: `finalSnapshotIdentifier` is not set.',
});
