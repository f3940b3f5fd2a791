import type { PostureArgs } from './args.ts';
import { judge } from './judge.ts';
import { ruleIds } from './rules.ts';
import type { Thresholds } from './thresholds.ts';
import { waivableRules } from './waivableRules.ts';
import type { Subject } from './waiver.ts';
import { reportWaivers } from './waiverReport.ts';

/** Something a person should put right, for a warning: `${rule}: ${message}`. */
export interface Finding {
  rule: string;
  message: string;
}

/** What the pack would refuse, for where no pack runs: in the rules' order, then what is wrong with the waivers. */
export function findings(
  args: PostureArgs,
  thresholds: Thresholds,
  today: Date,
  subject: Subject,
): Finding[] {
  const violated = ruleIds.flatMap((rule) => {
    const judgement = judge(rule, args, thresholds, today, subject);
    return judgement.state === 'violation' ? [{ rule, message: judgement.message }] : [];
  });
  const { refused } = reportWaivers({ at: 'waivers', waivers: args.waivers }, waivableRules, today);
  return [...violated, ...refused.map((message) => ({ rule: 'redis-waivers-valid', message }))];
}
