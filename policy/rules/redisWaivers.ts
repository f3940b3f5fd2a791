import type { ResourceValidationPolicy } from '@pulumi/policy';
import { reportWaivers, type WaiverInForce } from '../../components/posture/index.ts';
import { postureArgs, redisHaType } from '../redisHa.ts';
import { resourceRule } from '../rule.ts';

/**
 * Shows what is waived, as advice. A waived rule counts as not applicable, and the Pulumi CLI hides that;
 * nobody should deploy without seeing what was agreed not to hold. `known`: the ids that a waiver may name.
 */
export function redisWaivers(known: readonly string[]): ResourceValidationPolicy {
  return resourceRule(
    {
      id: 'redis-waivers',
      title: 'Waivers in force',
      description: 'Rules that need not hold here, and waivers that are over.',
      level: 'advisory',
      severity: 'low',
      remediation: 'Remove each waiver that has ended or whose reason has gone.',
    },
    redisHaType,
    (args) => {
      const { inForce, ended } = reportWaivers(postureArgs(args), known, new Date());
      const lines = [...inForce.map(line), ...ended];
      return lines.length === 0 ? { state: 'pass' } : { state: 'violation', message: lines.join('\n') };
    },
  );
}

function line({ rule, reason, until }: WaiverInForce): string {
  return `${rule} is waived${until === undefined ? '' : ` until ${until} (UTC)`}: ${reason}`;
}
