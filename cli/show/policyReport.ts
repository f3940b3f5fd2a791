// What policies said, for programs that read it: JSON, SARIF for code scanning, JUnit for a CI's list of tests. Sorted, so that the
// same verdicts give the same bytes; a rule's message repeats no input, so neither do these.

import type { PolicyResult } from '../../engine/events.ts';
import { junit } from './junit.ts';
import { sarif } from './sarif.ts';

export function policyReport(
  format: 'json' | 'sarif' | 'junit',
  stack: string,
  results: readonly PolicyResult[],
): string {
  const sorted = results.toSorted((one, other) => compare(keyOf(one), keyOf(other)));
  switch (format) {
    case 'json':
      return json({ stack, policies: sorted.map(plainResult) });
    case 'sarif':
      return json(sarif(stack, sorted));
    case 'junit':
      return junit(stack, sorted);
  }
}

/** The fields that `preview --json` has too. */
function plainResult({ rule, urn, state, level, message, waiver }: PolicyResult): object {
  return { rule, urn, state, level, message, waiver };
}

function keyOf({ pack, rule, urn = '', state, message = '' }: PolicyResult): string[] {
  return [pack, rule, urn, state, message];
}

function compare(one: string[], other: string[]): number {
  for (const [i, text] of one.entries()) {
    const than = other[i] ?? '';
    if (text !== than) return text < than ? -1 : 1;
  }
  return 0;
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
