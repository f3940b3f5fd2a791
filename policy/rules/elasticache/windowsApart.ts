import { windowsMeet } from '../../../components/posture/index.ts';
import { replicationGroup } from '../../facts/elasticache.ts';
import { resourceRule } from '../../pack/rule.ts';

/** Pulumi's provider checks the form of each window and not whether they meet. */
export const elasticacheWindowsApart = resourceRule({
  id: 'elasticache-windows-apart',
  title: 'Snapshots and maintenance at different times',
  description: 'The snapshot window and the maintenance window must not meet.',
  weight: 'must',
  severity: 'medium',
  remediation: 'Move `snapshotWindow` or `maintenanceWindow`, both UTC.',
  example: `new aws.elasticache.ReplicationGroup('main', { snapshotWindow: '02:00-03:00', maintenanceWindow: 'sun:04:00-sun:05:00', … });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html',
  concern: 'redis-windows-apart',
  types: [replicationGroup],
  check: ({ props }) =>
    windowsMeet(props.snapshotWindow, props.maintenanceWindow)
      ? 'A snapshot may be taken while nodes are replaced: the two windows overlap.'
      : undefined,
});
