// The changes of one stack as lines of a diff: what a reviewer reads. Each line begins with `-`, `+`, a blank, or `!`
// for a resource that is replaced.

import { nameOf } from '../../show/index.ts';
import type { Change, Difference } from '../base/index.ts';

/** Longer texts are cut: a reviewer wants to know that a script changed and reads it in the commit. */
const mostLines = 12;
const mostWidth = 160;

/** Resources that change alike, three servers for example, are told together. */
export function diffLines(changes: readonly Change[]): string[] {
  const alike = Map.groupBy(changes, ({ urn: _, ...change }) => JSON.stringify(change));
  return [...alike.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const { kind, type, differences, replaces } = first;
    const sign = { added: '+', removed: '-', changed: replaces ? '!' : ' ' }[kind];
    const names = [first, ...others].map(({ urn }) => nameOf(urn)).join(', ');
    const replaced = replaces ? `: REPLACED, because of ${replaces.join(', ')}` : '';
    return [`${sign} ${names} (${type})${replaced}`, ...differences.flatMap(differenceLines)];
  });
}

function differenceLines({ path, before, after }: Difference): string[] {
  if (isText(before) && isText(after)) {
    const { gone, come, line } = middle(before.split('\n'), after.split('\n'));
    return [
      `    ${path}, from line ${line}:`,
      ...cut(gone).map((text) => `-     ${text}`),
      ...cut(come).map((text) => `+     ${text}`),
    ];
  }
  return [
    ...(before === undefined ? [] : [`-   ${path}: ${show(before)}`]),
    ...(after === undefined ? [] : [`+   ${path}: ${show(after)}`]),
  ];
}

/** Several lines, as a script or a configuration file is. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value.includes('\n');
}

/** What is between the lines that both begin with and those that both end with. */
function middle(before: string[], after: string[]): { gone: string[]; come: string[]; line: number } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const inner = (lines: string[]) => lines.slice(start, lines.length - end);
  return { gone: inner(before), come: inner(after), line: start + 1 };
}

function cut(lines: string[]): string[] {
  const shown = lines.slice(0, mostLines).map((line) => shorten(line));
  return lines.length > mostLines ? [...shown, `… ${lines.length - mostLines} more lines`] : shown;
}

function show(value: unknown): string {
  return shorten(JSON.stringify(value));
}

function shorten(text: string): string {
  return text.length > mostWidth ? `${text.slice(0, mostWidth)}…` : text;
}
