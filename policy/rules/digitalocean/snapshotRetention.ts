import { databaseCluster, isRedis } from '../../facts/digitalocean.ts';
import { resourceRule } from '../../pack/rule.ts';

export const valkeyDigitaloceanSnapshotRetention = resourceRule({
  id: 'valkey-digitalocean-snapshot-retention',
  title: 'Missing backups are accepted in the open',
  description: 'A managed Valkey has no backups that can be restored: somebody has to accept that.',
  weight: 'mission',
  severity: 'high',
  remediation:
    'Export the data yourself or choose a backend with snapshots, or waive the rule with a reason.',
  example: `redis-ha-policy:waivers:
  - rule: valkey-digitalocean-snapshot-retention
    reason: A nightly job copies the sessions elsewhere.`,
  url: 'https://docs.digitalocean.com/reference/api/digitalocean/#tag/Databases',
  concern: 'redis-snapshot-retention',
  types: [databaseCluster],
  check: ({ props }) =>
    isRedis(props)
      ? 'DigitalOcean offers no backups of Valkey: what was deleted by mistake cannot be brought back. Add a waiver, or choose a backend with snapshots.'
      : undefined,
});
