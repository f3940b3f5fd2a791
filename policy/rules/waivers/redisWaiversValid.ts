import { waiverBearers, waiversAt } from '../../facts/waivers.ts';
import { resourceRule } from '../../pack/rule.ts';
import { refusingUnknown } from '../../pack/unknown.ts';

export const redisWaiversValid = resourceRule({
  id: 'redis-waivers-valid',
  title: 'Waivers are well formed',
  description: 'A waiver must name a rule of this pack and give a reason; its end, if any, must be a day.',
  weight: 'mission',
  severity: 'medium',
  remediation:
    'Write each entry of `waivers` as {rule, reason} or {rule, reason, until: "YYYY-MM-DD", resource}.',
  example: `redis-ha:waivers:
  - rule: redis-multi-az
    reason: One machine has one zone; this stack is for development.
    until: "2027-01-31"`,
  url: 'https://github.com/open-policy-agent/conftest/blob/master/docs/exceptions.md',
  waivable: false,
  types: waiverBearers,
  check: (resource, _values, surroundings) =>
    refusingUnknown(() => {
      const { refused } = waiversAt(resource, surroundings);
      return refused.length === 0 ? undefined : refused.join('\n');
    }),
});
