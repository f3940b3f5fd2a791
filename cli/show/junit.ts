import type { PolicyResult } from '../../engine/events.ts';

/** A test suite for each rule, a test for each resource. Advice is a test that passes and says something. */
export function junit(stack: string, results: readonly PolicyResult[]): string {
  const suites = [...Map.groupBy(results, ({ rule }) => rule)].map(
    ([rule, all]) =>
      `  <testsuite name="${escaped(rule)}" tests="${all.length}" failures="${all.filter(isFailure).length}" skipped="${all.filter(isSkipped).length}">\n` +
      `${all.map((result) => testCase(stack, result)).join('')}  </testsuite>\n`,
  );
  const counts = `tests="${results.length}" failures="${results.filter(isFailure).length}" skipped="${results.filter(isSkipped).length}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escaped(stack)}" ${counts}>\n${suites.join('')}</testsuites>\n`;
}

function testCase(stack: string, result: PolicyResult): string {
  const begin = `    <testcase classname="${escaped(result.rule)}" name="${escaped(result.urn ?? stack)}"`;
  const message = (result.message ?? '').trim();
  if (isFailure(result))
    return `${begin}>\n      <failure message="${escaped(message)}"/>\n    </testcase>\n`;
  if (isSkipped(result))
    return `${begin}>\n      <skipped message="${escaped(message)}"/>\n    </testcase>\n`;
  return result.state === 'violation'
    ? `${begin}>\n      <system-out>${escaped(message)}</system-out>\n    </testcase>\n`
    : `${begin}/>\n`;
}

function isFailure({ state, level }: PolicyResult): boolean {
  return state === 'violation' && level === 'mandatory';
}

function isSkipped({ state }: PolicyResult): boolean {
  return state === 'waived' || state === 'not-applicable';
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

/** Without the characters that XML 1.0 cannot hold. */
function escaped(text: string): string {
  return [...text]
    .filter((character) => character === '\n' || character === '\t' || character >= ' ')
    .map((character) => entities[character] ?? character)
    .join('');
}
