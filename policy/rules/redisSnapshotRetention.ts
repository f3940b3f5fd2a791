import { defaultThresholds } from '../../components/posture/index.ts';
import { judgeRedisHa, redisHaType } from '../redisHa.ts';
import { resourceRule } from '../rule.ts';
import { securityHub } from '../standards.ts';

export const redisSnapshotRetention = resourceRule(
  {
    id: 'redis-snapshot-retention',
    title: 'Redis keeps snapshots',
    description: 'Redis must take snapshots and keep them long enough to restore from.',
    level: 'mandatory',
    severity: 'high',
    remediation:
      'Set `snapshots.retentionDays` to the least that the pack asks for, or leave it out. Where the backend takes no snapshots, add a waiver.',
    control: securityHub(
      'ElastiCache.1',
      'ElastiCache (Redis OSS) clusters should have automatic backups enabled',
    ),
    alsoKnownAs: ['CKV_AWS_134', 'AWS-0050', 'elasticache-redis-cluster-automatic-backup-check'],
    configSchema: {
      properties: {
        minRetentionDays: {
          type: 'integer',
          minimum: 1,
          maximum: 35,
          default: defaultThresholds.minRetentionDays,
          description:
            'Least number of days that a snapshot is kept. 35 is the most that ElastiCache allows.',
        },
      },
    },
  },
  redisHaType,
  (args) => judgeRedisHa('redis-snapshot-retention', args),
);
