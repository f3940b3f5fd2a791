import type { PostureArgs } from './args.ts';
import { type Day, dayOf } from './day.ts';
import { readWaivers } from './readWaiver.ts';
import { stateOn } from './waiver.ts';

export interface WaiverInForce {
  rule: string;
  reason: string;
  until?: Day;
}

/** All that the waivers of one instance say, whether or not their rules need them. */
export interface WaiverReport {
  inForce: WaiverInForce[];
  /** Sentences about waivers that are over. */
  ended: string[];
  /** Sentences about entries that waive nothing: malformed, or for a rule that does not exist. */
  refused: string[];
}

/** `known`: the ids that a waiver may name. */
export function reportWaivers(args: PostureArgs, known: readonly string[], today: Date): WaiverReport {
  const report: WaiverReport = { inForce: [], ended: [], refused: [] };
  if (args.waivers != null && !Array.isArray(args.waivers))
    report.refused.push('`waivers` is not a list: write one entry for each rule, with `rule` and `reason`.');

  for (const waiver of readWaivers(args.waivers)) {
    const where = `waivers[${waiver.position}]`;
    const state = stateOn(dayOf(today), waiver);
    if (state.state === 'malformed') {
      report.refused.push(`${where} does not count: ${state.problem}.`);
    } else if (waiver.rule === undefined || !known.includes(waiver.rule)) {
      report.refused.push(
        `${where} names a \`rule\` that does not exist; the rules are ${known.join(', ')}.`,
      );
    } else if (state.state === 'expired') {
      report.ended.push(`${where}, for ${waiver.rule}, ended on ${state.until} (UTC).`);
    } else if (state.state === 'active') {
      report.inForce.push({ rule: waiver.rule, reason: state.reason, until: state.until });
    }
  }
  return report;
}
