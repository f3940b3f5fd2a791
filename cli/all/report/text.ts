import type { Colors } from 'picocolors/types.js';
import { verdicts } from '../../show/policies.ts';
import { table } from '../../show/table.ts';
import type { Against } from '../base/index.ts';
import type { StackPreview } from '../sideBySide.ts';
import { diffLines } from './diff.ts';
import { againstText, changesText, monthAgainst, planText, policyWords } from './words.ts';

/** A table of all stacks, then what went wrong, then what differs from the base. */
export function text(
  colors: Colors,
  previews: readonly StackPreview[],
  against: Against | undefined,
): string {
  const rows = previews.map((preview) => {
    const changes = against?.stacks.get(preview.stack);
    return [
      preview.failure ? colors.red(preview.stack) : colors.green(preview.stack),
      preview.backends.join(', '),
      monthAgainst(preview, changes),
      ...(against ? [changesText(changes)] : []),
      planText(preview),
      policyWords(preview),
    ];
  });
  const head = [
    'Stack',
    'Backend',
    'A month',
    ...(against ? [`Since ${against.ref}`] : []),
    'Plan',
    'Policies',
  ];
  return `${[
    table(colors, head, rows),
    ...previews.flatMap((preview) => wrong(colors, preview)),
    ...(against ? [`Compared with ${againstText(against)}.`, ...differences(colors, against)] : []),
    'One stack in full: npx redis-ha preview --stack NAME',
  ].join('\n\n')}\n`;
}

function wrong(colors: Colors, { stack, result, failure }: StackPreview): string[] {
  if (!failure) return [];
  if (failure.code !== 'policy' || !result) return [`${colors.red(stack)}: ${failure.message}`];
  const violations = verdicts(result.policies).filter(({ verdict }) => verdict === 'violation');
  const lines = violations.map(({ rule, resource, detail }) => `  ${rule} on ${resource}: ${detail}`);
  return [[`${colors.red(stack)}: refused by policy`, ...lines].join('\n')];
}

function differences(colors: Colors, { ref, stacks, gone }: Against): string[] {
  const each = [...stacks].flatMap(([stack, changes]) => {
    if (changes.kind === 'unknown') return [`${colors.bold(stack)}: ${changes.reason}`];
    if (changes.kind === 'new') return [`${colors.bold(stack)}: ${ref} has no such stack.`];
    if (changes.changes.length === 0) return [];
    const lines = diffLines(changes.changes).map((line) => paint(colors, line));
    return [[colors.bold(stack), ...lines].join('\n')];
  });
  return [...each, ...gone.map((stack) => `${colors.bold(stack)}: only ${ref} has it.`)];
}

function paint(colors: Colors, line: string): string {
  if (line.startsWith('!')) return colors.bold(colors.red(line));
  if (line.startsWith('+')) return colors.green(line);
  return line.startsWith('-') ? colors.red(line) : line;
}
