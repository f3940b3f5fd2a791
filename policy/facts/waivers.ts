import { reportWaivers, type WaiverReport } from '../../components/posture/index.ts';
import { waiversOf } from '../pack/instances.ts';
import type { Resource } from '../pack/rule.ts';
import type { Surroundings } from '../pack/surroundings.ts';
import { redisHaType } from './redisHa.ts';

/** Every stack has one resource of this type: what belongs to no other is said of it. */
export const stackType = 'pulumi:pulumi:Stack';

export const waiverBearers = [redisHaType, stackType];

/** The waivers that stand at a RedisHA, or, for the stack, those of its own configuration. */
export function waiversAt(
  { instance }: Resource,
  { stackWaivers, waivable, today }: Surroundings,
): WaiverReport {
  const list = instance ? waiversOf(instance) : stackWaivers;
  return reportWaivers(list, [...waivable.keys()], today);
}
