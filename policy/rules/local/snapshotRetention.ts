import { group } from '../../facts/local.ts';
import { resourceRule } from '../../pack/rule.ts';

export const localSnapshotRetention = resourceRule({
  id: 'local-snapshot-retention',
  title: 'Local processes keep no snapshots',
  description: 'Snapshots of a Redis must be kept for some days.',
  weight: 'mission',
  severity: 'medium',
  remediation: 'Choose a backend that keeps snapshots, or accept it with a waiver.',
  example: `redis-ha-policy:waivers:
  - rule: local-snapshot-retention
    reason: For development; nothing here is kept.`,
  url: 'https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/',
  concern: 'redis-snapshot-retention',
  types: [group],
  alone: true,
  check: () =>
    'What was deleted by mistake cannot be brought back: nothing here keeps snapshots. Add a waiver for a machine of development.',
});
