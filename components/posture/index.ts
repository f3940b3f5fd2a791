// What a RedisHA must be, judged from its arguments alone: the four neutral rules and their waivers.
// Pure: no SDK, no clock, no logging. The pack in policy/ and RedisHA's own warnings both ask here,
// so that they cannot disagree. Rules on a cloud's own resources live in policy/.

export type { PostureArgs, StatedGuarantee } from './args.ts';
export { type Day, dayOf, readDay } from './day.ts';
export { type FailoverTargets, failoverTargets, worstFailoverMs } from './failoverTargets.ts';
export { type Finding, findings } from './findings.ts';
export { judge } from './judge.ts';
export type { Judgement } from './judgement.ts';
export { type PostureRule, postureRules, ruleIds } from './rules.ts';
export { settle, type WaiverList } from './settle.ts';
export { defaultThresholds, type Thresholds } from './thresholds.ts';
export type { Verdict } from './verdict.ts';
export { waivableRules } from './waivableRules.ts';
export { isMeantFor, type Subject, type WaiverState } from './waiver.ts';
export { reportWaivers, type WaiverInForce, type WaiverReport } from './waiverReport.ts';
export { windowsMeet } from './windows.ts';
