import type { ResourceValidationPolicy } from '@pulumi/policy';
import { reportWaivers } from '../../components/posture/index.ts';
import { postureArgs, redisHaType } from '../redisHa.ts';
import { resourceRule } from '../rule.ts';

/** `known`: the ids that a waiver may name. */
export function redisWaiversValid(known: readonly string[]): ResourceValidationPolicy {
  return resourceRule(
    {
      id: 'redis-waivers-valid',
      title: 'Waivers are well formed',
      description:
        'A waiver must name a rule of this pack and give a reason; its end, if any, must be a day.',
      level: 'mandatory',
      severity: 'medium',
      remediation: 'Write each entry of `waivers` as {rule, reason} or {rule, reason, until: "YYYY-MM-DD"}.',
    },
    redisHaType,
    (args) => {
      const { refused } = reportWaivers(postureArgs(args), known, new Date());
      return refused.length === 0 ? { state: 'pass' } : { state: 'violation', message: refused.join('\n') };
    },
  );
}
