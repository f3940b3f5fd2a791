import { defaultThresholds, type PostureRule, postureRules } from '../../components/posture/index.ts';
import type { RuleMetadata } from '../pack/metadata.ts';
import { type ResourceRule, resourceRule } from '../pack/rule.ts';
import { postureArgs, redisHaType } from './redisHa.ts';

/** A rule on RedisHA whose predicate is the component's own, from components/posture. */
export function postureRule(rule: Omit<RuleMetadata, 'weight'> & { id: PostureRule }): ResourceRule {
  return resourceRule({
    ...rule,
    weight: 'mission',
    types: [redisHaType],
    check(resource, values) {
      const thresholds = {
        minZones: values.number('minZones') || defaultThresholds.minZones,
        minRetentionDays: values.number('minRetentionDays') || defaultThresholds.minRetentionDays,
      };
      const verdict = postureRules[rule.id](postureArgs(resource), thresholds);
      return verdict.state === 'pass' ? undefined : verdict.message;
    },
  });
}

/** The value of every rule on zones. */
export const minZones = {
  type: 'integer',
  minimum: 2,
  maximum: 6,
  default: defaultThresholds.minZones,
  description:
    'Least number of zones. Two are the fewest of which one can be lost; ask for three where Sentinels vote.',
} as const;

/** The value of every rule on retention. */
export const minRetentionDays = {
  type: 'integer',
  minimum: 1,
  maximum: 35,
  default: defaultThresholds.minRetentionDays,
  description: 'Least number of days that a snapshot is kept. 35 is the most that ElastiCache allows.',
} as const;
