import type { ResourceValidationArgs } from '@pulumi/policy';
import {
  defaultThresholds,
  judge,
  type PostureArgs,
  type PostureRule,
  type Thresholds,
} from '../components/posture/index.ts';
import type { Outcome } from './outcome.ts';

/** The component's type token: what all neutral rules look at. */
export const redisHaType = 'redis-ha:index:RedisHA';

/** The component's arguments as the server unpacked them; PostureArgs takes no leaf for granted. */
export function postureArgs(args: ResourceValidationArgs): PostureArgs {
  return args.props;
}

/** Judges one neutral rule, waivers included, under the pack's configuration. */
export function judgeRedisHa(rule: PostureRule, args: ResourceValidationArgs): Outcome {
  const subject = { name: args.name, urn: args.urn };
  return judge(rule, postureArgs(args), thresholds(args), new Date(), subject);
}

/** A value that configuration sets to anything but a number is as if it were not set: a rule never softens by it. */
function thresholds(args: ResourceValidationArgs): Thresholds {
  const config = args.getConfig<Partial<Record<keyof Thresholds, unknown>>>();
  return {
    minRetentionDays: numberOr(defaultThresholds.minRetentionDays, config.minRetentionDays),
    minZones: numberOr(defaultThresholds.minZones, config.minZones),
  };
}

function numberOr(otherwise: number, value: unknown): number {
  return typeof value === 'number' ? value : otherwise;
}
