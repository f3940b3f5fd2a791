import type { PostureArgs } from './args.ts';
import { encryptionAtRest } from './encryptionAtRest.ts';
import { encryptionInTransit } from './encryptionInTransit.ts';
import { multiAz } from './multiAz.ts';
import { snapshotRetention } from './snapshotRetention.ts';
import type { Thresholds } from './thresholds.ts';
import type { Verdict } from './verdict.ts';

/** Every neutral rule's id, in the order reports list them. */
export const ruleIds = [
  'redis-encryption-at-rest',
  'redis-encryption-in-transit',
  'redis-multi-az',
  'redis-snapshot-retention',
] as const;

export type PostureRule = (typeof ruleIds)[number];

/** Each rule's predicate. It reads nothing but what it judges. */
export const postureRules: Readonly<
  Record<PostureRule, (args: PostureArgs, thresholds: Thresholds) => Verdict>
> = {
  'redis-encryption-at-rest': encryptionAtRest,
  'redis-encryption-in-transit': encryptionInTransit,
  'redis-multi-az': multiAz,
  'redis-snapshot-retention': snapshotRetention,
};
