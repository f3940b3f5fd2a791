import { windowsMeet } from '../../../components/posture/index.ts';
import { fields } from '../../facts/read.ts';
import { redisHaType } from '../../facts/redisHa.ts';
import { resourceRule } from '../../pack/rule.ts';

export const redisWindowsApart = resourceRule({
  id: 'redis-windows-apart',
  title: 'Snapshots and maintenance at different times',
  description: 'The window of the snapshots and that of the maintenance must not meet.',
  weight: 'must',
  severity: 'medium',
  remediation: 'Move `snapshots.window` or `maintenanceWindow`, both UTC.',
  example: `new RedisHA('main', { backend: 'elasticache', snapshots: { window: '02:00-03:00' }, maintenanceWindow: 'sun:04:00-sun:05:00' });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html',
  types: [redisHaType],
  check: ({ props }) =>
    windowsMeet(fields(props.snapshots).window, props.maintenanceWindow)
      ? 'A snapshot may be taken while nodes are replaced: `snapshots.window` and `maintenanceWindow` overlap.'
      : undefined,
});
