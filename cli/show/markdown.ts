import type { DeployResult } from '../../engine/events.ts';
import type { Failure } from '../failure.ts';
import { verdicts } from './policies.ts';
import { info } from './preview.ts';
import { toTree } from './tree.ts';
import { lookOf, nameOf, sum } from './words.ts';

/** The preview for the summary of a CI job or a comment on a pull request. */
export function previewMarkdown(stack: string, result: DeployResult, failure?: Failure): string {
  const failed = failure ? [`> **${failure.code}**: ${cell(failure.message)}`] : [];
  return `${[
    `### Stack \`${stack}\`: ${failure ? 'preview failed' : sum(result.counts, 'plan')}`,
    ...failed,
    ...changesTable(result),
    ...policyTable(result),
  ].join('\n\n')}\n`;
}

function changesTable(result: DeployResult): string[] {
  const rows = toTree(result.steps)
    .filter(({ step }) => step.op !== 'same')
    .map(({ step }) => {
      const look = lookOf(step.op);
      return row([
        `\`${look.symbol}\``,
        nameOf(step.urn),
        `\`${step.type}\``,
        `${look.plan} ${info(step)}`.trim(),
      ]);
    });
  return rows.length > 0 ? [[row(['', 'Resource', 'Type', 'Plan']), rule(4), ...rows].join('\n')] : [];
}

const marks = { violation: '❌', waived: '⚠️', pass: '✅', 'not-applicable': '➖' };

/** Every verdict, the worst first. */
export function policyTable(result: DeployResult): string[] {
  const rows = verdicts(result.policies).map(({ rule, resource, verdict, detail, state }) =>
    row([`${marks[state]} ${verdict}`, `\`${rule}\``, resource, detail]),
  );
  return rows.length > 0
    ? [[row(['Policy verdict', 'Rule', 'Resource', 'Detail']), rule(4), ...rows].join('\n')]
    : [];
}

export function row(cells: string[]): string {
  return `| ${cells.map(cell).join(' | ')} |`;
}

/** The line below a table's head. */
export function rule(columns: number): string {
  return `|${'---|'.repeat(columns)}`;
}

/** A line end or a bar would end the cell; an angle bracket would be taken for HTML. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\r?\n/g, ' ');
}
