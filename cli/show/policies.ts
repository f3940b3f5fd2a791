import type { PolicyResult } from '../../engine/events.ts';
import { nameOf } from './words.ts';

/** One line of the policy table: what was judged and what came of it. */
export interface Verdict {
  rule: string;
  resource: string;
  verdict: string;
  detail: string;
  state: PolicyResult['state'];
}

const order = ['violation', 'advice', 'waived', 'not-applicable', 'pass'];

/** Tells of waivers where nothing else does, under the Pulumi CLI; here they stand in the table themselves. */
const waiverNotice = 'redis-waivers';

/** What needs a person's eye first. Passes are one line for each rule, whatever the number of resources. */
export function verdicts(results: PolicyResult[]): Verdict[] {
  const waived = results.some(({ state }) => state === 'waived');
  const told = results.filter(({ rule }) => !(waived && rule === waiverNotice));
  const passes = told.filter(({ state }) => state === 'pass');
  const others = told.filter(({ state }) => state !== 'pass');
  const passed = [...Map.groupBy(passes, (result) => result.rule)].map(([rule, all]): Verdict => {
    const names = all.flatMap(({ urn }) => (urn ? [nameOf(urn)] : []));
    const resource = names.length > 3 ? `${names.length} resources` : names.join(', ');
    return { rule, resource, verdict: 'pass', detail: '', state: 'pass' };
  });
  const rank = (verdict: Verdict) => order.indexOf(verdict.verdict);
  return [...others.map(one), ...passed].sort((a, b) => rank(a) - rank(b));
}

function one(result: PolicyResult): Verdict {
  const { rule, state, level, waiver } = result;
  const until = waiver?.until ? ` (until ${waiver.until})` : '';
  return {
    rule,
    state,
    resource: result.urn ? nameOf(result.urn) : 'the stack',
    verdict: state === 'violation' && level === 'advisory' ? 'advice' : state,
    detail: waiver ? `${waiver.reason}${until}` : (result.message ?? '').trim(),
  };
}
