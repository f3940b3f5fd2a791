import { minRetentionDays, postureRule } from '../../facts/neutral.ts';
import { controlsOf } from '../../pack/standards.ts';

export const redisSnapshotRetention = postureRule({
  id: 'redis-snapshot-retention',
  title: 'Redis keeps snapshots',
  description: 'Redis must take snapshots and keep them long enough to restore from.',
  severity: 'high',
  remediation:
    'Set `snapshots.retentionDays` to the least that the pack asks for, or leave it out. Where the backend takes no snapshots, add a waiver.',
  example: `new RedisHA('main', { backend: 'elasticache', snapshots: { retentionDays: 7 } });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html',
  controls: controlsOf.snapshots,
  values: { minRetentionDays },
});
