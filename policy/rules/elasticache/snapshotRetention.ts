import { isGlobalSecondary, replicationGroup, serverlessCache } from '../../facts/elasticache.ts';
import { minRetentionDays } from '../../facts/neutral.ts';
import { number } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { controlsOf } from '../../pack/standards.ts';

/** Checkov and Trivy look at elasticache.Cluster alone, so a replication group without backups passes both. */
export const elasticacheSnapshotRetention = resourceRule({
  id: 'elasticache-snapshot-retention',
  title: 'Snapshots are kept',
  description:
    'A replication group or serverless cache must keep daily snapshots long enough to restore from.',
  weight: 'mission',
  severity: 'high',
  remediation: 'Set `snapshotRetentionLimit` to the least that the pack asks for; without it AWS keeps none.',
  example: `new aws.elasticache.ReplicationGroup('main', { snapshotRetentionLimit: 7, snapshotWindow: '02:00-03:00', … });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html',
  controls: controlsOf.snapshots,
  concern: 'redis-snapshot-retention',
  values: { minRetentionDays },
  types: [replicationGroup, serverlessCache],
  check({ props }, values) {
    const least = values.number('minRetentionDays');
    const days = number(props.snapshotRetentionLimit) ?? 0;
    if (days >= least || isGlobalSecondary(props)) return undefined;
    return `What was deleted by mistake cannot be brought back: \`snapshotRetentionLimit\` comes to ${days} days; set it to ${least} or more.`;
  },
});
