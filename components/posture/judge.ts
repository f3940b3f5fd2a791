import type { PostureArgs } from './args.ts';
import type { Judgement } from './judgement.ts';
import { type PostureRule, postureRules } from './rules.ts';
import { settle } from './settle.ts';
import type { Thresholds } from './thresholds.ts';
import type { Subject } from './waiver.ts';

/** Judges one rule. Waivers are read only where the rule does not hold. */
export function judge(
  rule: PostureRule,
  args: PostureArgs,
  thresholds: Thresholds,
  today: Date,
  subject: Subject,
): Judgement {
  const verdict = postureRules[rule](args, thresholds);
  if (verdict.state === 'pass') return verdict;
  return settle(rule, verdict.message, [{ at: 'waivers', waivers: args.waivers }], today, subject);
}
