import { minRetentionDays, postureRule } from '../../facts/neutral.ts';
import { awsConfig, checkov, securityHub, trivy } from '../../pack/standards.ts';

export const redisSnapshotRetention = postureRule({
  id: 'redis-snapshot-retention',
  title: 'Redis keeps snapshots',
  description: 'Redis must take snapshots and keep them long enough to restore from.',
  severity: 'high',
  remediation:
    'Set `snapshots.retentionDays` to the least that the pack asks for, or leave it out. Where the backend takes no snapshots, add a waiver.',
  example: `new RedisHA('main', { backend: 'elasticache', snapshots: { retentionDays: 7 } });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html',
  controls: [
    securityHub('ElastiCache.1', 'ElastiCache (Redis OSS) clusters should have automatic backups enabled'),
    awsConfig('elasticache-redis-cluster-automatic-backup-check'),
    ...checkov('CKV_AWS_134'),
    ...trivy('AWS-0050'),
  ],
  values: { minRetentionDays },
});
