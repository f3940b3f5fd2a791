import type { WaiverInForce } from '../../../components/posture/index.ts';
import { waiverBearers, waiversAt } from '../../facts/waivers.ts';
import { resourceRule } from '../../pack/rule.ts';

/**
 * Shows what is waived, as advice. A waived rule counts as not applicable, and the Pulumi CLI hides that;
 * nobody should deploy without seeing what was agreed not to hold.
 */
export const redisWaivers = resourceRule({
  id: 'redis-waivers',
  title: 'Waivers in force',
  description: 'Rules that need not hold here, and waivers that are over.',
  weight: 'notice',
  severity: 'low',
  remediation: 'Remove each waiver that has ended or whose reason has gone.',
  example: 'redis-ha:waivers: []',
  url: 'https://www.pulumi.com/docs/insights/policy/',
  waivable: false,
  types: waiverBearers,
  check(resource, _values, surroundings) {
    const { inForce, ended } = waiversAt(resource, surroundings);
    const lines = [...inForce.map(line), ...ended];
    return lines.length === 0 ? undefined : lines.join('\n');
  },
});

function line({ rule, reason, until, resource }: WaiverInForce): string {
  const scope = resource === undefined ? '' : ` for ${resource}`;
  return `${rule} is waived${scope}${until === undefined ? '' : ` until ${until} (UTC)`}: ${reason}`;
}
