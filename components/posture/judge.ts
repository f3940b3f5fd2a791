import type { PostureArgs } from './args.ts';
import { type PostureRule, postureRules } from './rules.ts';
import type { Thresholds } from './thresholds.ts';
import { type Subject, waiverFor } from './waiver.ts';

/** What a rule comes to after its waivers. */
export type Judgement =
  | { state: 'pass' }
  | { state: 'waived'; reason: string; until?: string }
  | { state: 'violation'; message: string };

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

  const waiver = waiverFor(rule, args, today, subject);
  switch (waiver.state) {
    case 'active':
      return { state: 'waived', reason: waiver.reason, until: waiver.until };
    case 'expired':
      return {
        state: 'violation',
        message: `${verdict.message} Its waiver, waivers[${waiver.position}], ended on ${waiver.until} (UTC).`,
      };
    case 'malformed':
      return {
        state: 'violation',
        message: `${verdict.message} Its waiver, waivers[${waiver.position}], does not count: ${waiver.problem}.`,
      };
    case 'none':
      return { state: 'violation', message: verdict.message };
  }
}
