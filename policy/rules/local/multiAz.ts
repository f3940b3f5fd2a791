import { group } from '../../facts/local.ts';
import { resourceRule } from '../../pack/rule.ts';

export const localMultiAz = resourceRule({
  id: 'local-multi-az',
  title: 'Local processes share one zone',
  description: 'A Redis must live through the loss of a failure zone.',
  weight: 'mission',
  severity: 'medium',
  remediation: 'Choose a backend that has zones, or accept it with a waiver.',
  example: `redis-ha-policy:waivers:
  - rule: local-multi-az
    reason: For development; nothing here is kept.`,
  url: 'https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/',
  concern: 'redis-multi-az',
  types: [group],
  alone: true,
  check: () =>
    'All of it is lost with this machine, which stands in one zone. Add a waiver for a machine of development.',
});
