import { redisDatabase } from '../../facts/upstash.ts';
import { resourceRule } from '../../pack/rule.ts';

export const upstashSnapshotRetention = resourceRule({
  id: 'upstash-snapshot-retention',
  title: 'Backups that nothing declares are accepted in the open',
  description: 'No deployment can say how long Upstash keeps backups: somebody has to accept that.',
  weight: 'mission',
  severity: 'high',
  remediation:
    'Switch daily backups on in the console and say so in a waiver, or choose a backend with snapshots.',
  example: `redis-ha-policy:waivers:
  - rule: upstash-snapshot-retention
    reason: A cache can be filled again.`,
  url: 'https://upstash.com/docs/redis/features/backup',
  concern: 'redis-snapshot-retention',
  types: [redisDatabase],
  check: () =>
    'Nothing here says that backups are kept: Upstash lets no deployment declare it. Add a waiver, or choose a backend with snapshots.',
});
