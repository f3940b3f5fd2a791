import { cell, policyTable, row, rule } from '../../show/markdown.ts';
import type { Against, StackChanges } from '../base/index.ts';
import type { StackPreview } from '../sideBySide.ts';
import { diffLines } from './diff.ts';
import { againstText, changesText, monthAgainst, planText, policyWords } from './words.ts';

/** GitHub takes 65,536 characters in a comment; five stacks share them. */
const mostLines = 150;

/** The comment on a pull request: every stack in a table, and below it what changes and what the policies say of each. */
export function markdown(previews: readonly StackPreview[], against: Against | undefined): string {
  return `${[
    `### ${previews.length} stacks${against ? `, compared with ${cell(againstText(against))}` : ''}`,
    overview(previews, against),
    ...previews.map((preview) => details(preview, against)),
    ...(against?.gone ?? []).map((stack) => `Stack \`${stack}\` is gone: only ${against?.ref} has it.`),
    '<sub>A month: list prices for 10,000 daily users, <code>npx redis-ha cost --stack NAME</code>. Clouds are simulated here, none was contacted.</sub>',
  ].join('\n\n')}\n`;
}

function overview(previews: readonly StackPreview[], against: Against | undefined): string {
  const head = ['', 'Stack', 'Backend', 'Plan', 'Policies', 'A month', ...(against ? ['Change'] : [])];
  const rows = previews.map((preview) => {
    const changes = against?.stacks.get(preview.stack);
    return row([
      preview.failure ? '❌' : '✅',
      `\`${preview.stack}\``,
      preview.backends.join(', '),
      planText(preview),
      policyWords(preview),
      monthAgainst(preview, changes),
      ...(against ? [changesText(changes)] : []),
    ]);
  });
  return [row(head), rule(head.length), ...rows].join('\n');
}

function details(preview: StackPreview, against: Against | undefined): string {
  const { stack, result, failure } = preview;
  const changes = against?.stacks.get(stack);
  const said =
    failure && failure.code !== 'policy' ? [`> **${failure.code}**: ${cell(failure.message)}`] : [];
  const open = failure || (changes?.kind === 'compared' && changes.changes.length > 0) ? ' open' : '';
  return [
    `<details${open}><summary><b>${stack}</b>${changes ? `: ${changesText(changes)}` : ''}</summary>`,
    ...said,
    ...changesOf(changes, against?.ref),
    ...(result ? policyTable(result) : []),
    '</details>',
  ].join('\n\n');
}

function changesOf(changes: StackChanges | undefined, ref = ''): string[] {
  if (changes?.kind === 'unknown') return [`> ${cell(changes.reason)}`];
  if (changes?.kind === 'new') return [`\`${ref}\` has no such stack.`];
  if (!changes || changes.changes.length === 0) return [];
  const lines = diffLines(changes.changes);
  const left = lines.length - mostLines;
  const shown = left > 0 ? [...lines.slice(0, mostLines), `  … ${left} more lines`] : lines;
  return [`${fence(shown)}diff\n${shown.join('\n')}\n${fence(shown)}`];
}

/** Longer than any row of backticks in it, so that nothing in a value ends the block. */
function fence(lines: readonly string[]): string {
  const longest = Math.max(
    2,
    ...lines.flatMap((line) => line.match(/`+/g) ?? []).map((ticks) => ticks.length),
  );
  return '`'.repeat(longest + 1);
}
