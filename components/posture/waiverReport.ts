import { type Day, dayOf } from './day.ts';
import { readWaivers } from './readWaiver.ts';
import type { WaiverList } from './settle.ts';
import { stateOn } from './waiver.ts';

export interface WaiverInForce {
  /** Where it stands: `waivers[0]`. */
  where: string;
  rule: string;
  reason: string;
  until?: Day;
  resource?: string;
}

/** All that a list of waivers says, whether or not their rules need them. */
export interface WaiverReport {
  inForce: WaiverInForce[];
  /** Sentences about waivers that are over. */
  ended: string[];
  /** Sentences about entries that waive nothing: malformed, or for a rule that does not exist. */
  refused: string[];
}

/** `known`: the ids that a waiver may name. */
export function reportWaivers(
  { at, waivers }: WaiverList,
  known: readonly string[],
  today: Date,
): WaiverReport {
  const report: WaiverReport = { inForce: [], ended: [], refused: [] };
  if (waivers != null && !Array.isArray(waivers))
    report.refused.push(
      `\`${at}\` is not a list: write one entry for each rule, with \`rule\` and \`reason\`.`,
    );

  for (const waiver of readWaivers(waivers)) {
    const where = `${at}[${waiver.position}]`;
    const state = stateOn(dayOf(today), waiver);
    if (state.state === 'malformed') {
      report.refused.push(`${where} does not count: ${state.problem}.`);
    } else if (waiver.rule === undefined || !known.includes(waiver.rule)) {
      report.refused.push(`${where} names a \`rule\` that does not exist; docs/policies.md lists the rules.`);
    } else if (state.state === 'expired') {
      report.ended.push(`${where}, for ${waiver.rule}, ended on ${state.until} (UTC).`);
    } else {
      const { rule, resource } = waiver;
      report.inForce.push({
        where,
        rule,
        reason: state.reason,
        ...(state.until !== undefined && { until: state.until }),
        ...(resource !== undefined && { resource }),
      });
    }
  }
  return report;
}
