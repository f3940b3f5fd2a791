// What a pack answers, as the results people read.
import type { PolicyResult, RuleHelp } from '../events.ts';

export type Level = PolicyResult['level'];

/** In the order of the wire's numbers. */
export const levels: readonly Level[] = ['advisory', 'mandatory', 'disabled', 'remediate'];

/** One of a pack's rules, its level as it is configured. */
export interface Rule {
  name: string;
  about: 'resource' | 'stack' | 'either';
  level: Level;
  help?: RuleHelp;
}

export interface Violation {
  rule: string;
  level: Level;
  message: string;
  urn?: string | undefined;
}

/** Why a rule says nothing of a resource that it knows. */
export interface Excuse {
  rule: string;
  reason: string;
}

export interface Answer {
  violations: readonly Violation[];
  excuses: readonly Excuse[];
  /** Rules that are about something else. */
  mismatches: ReadonlySet<string>;
}

/** The results of one question about a resource (`urn`), or about the whole stack. Disabled rules say nothing. */
export function resultsOf(
  pack: string,
  rules: ReadonlyMap<string, Rule>,
  about: 'resource' | 'stack',
  urn: string | undefined,
  { violations, excuses, mismatches }: Answer,
): PolicyResult[] {
  const where = urn === undefined ? {} : { urn };
  const helpOf = (rule: string) => {
    const help = rules.get(rule)?.help;
    return help && { help };
  };
  const violated = violations.map((violation): PolicyResult => {
    const place = violation.urn !== undefined && violation.urn !== '' ? { urn: violation.urn } : where;
    // A rule that could not mend what it found forbids it.
    const level = violation.level === 'remediate' ? 'mandatory' : violation.level;
    const { rule, message } = violation;
    return { pack, rule, ...place, state: 'violation', level, message, ...helpOf(rule) };
  });
  const excused = excuses.map(({ rule, reason }): PolicyResult => {
    const base = { pack, rule, ...where, level: rules.get(rule)?.level ?? 'advisory' };
    const waiver = parseWaiver(reason);
    return waiver === undefined
      ? { ...base, state: 'not-applicable', message: reason }
      : { ...base, state: 'waived', message: reason, waiver, ...helpOf(rule) };
  });
  const spoken = new Set([...violations, ...excuses].map(({ rule }) => rule));
  const passed = [...rules.values()]
    .filter(({ name }) => !mismatches.has(name) && !spoken.has(name))
    .filter((rule) => rule.level !== 'disabled' && (rule.about === about || rule.about === 'either'))
    .map((rule): PolicyResult => ({ pack, rule: rule.name, ...where, state: 'pass', level: rule.level }));
  return [...violated, ...excused, ...passed];
}

export function isMandatory(result: PolicyResult): boolean {
  return result.state === 'violation' && result.level === 'mandatory';
}

/** `waived: REASON (until 2027-01-31)`, the end being optional. */
export function parseWaiver(reason: string): { reason: string; until?: string } | undefined {
  const match = /^waived: ([\s\S]*?)(?: \(until (\d{4}-\d{2}-\d{2})\))?$/.exec(reason);
  if (match === null) return undefined;
  const [, why = '', until] = match;
  return until === undefined ? { reason: why } : { reason: why, until };
}
