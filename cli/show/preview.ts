import type { Colors } from 'picocolors/types.js';
import type { DeployResult, PolicyResult, Step } from '../../engine/events.ts';
import { verdicts } from './policies.ts';
import { table } from './table.ts';
import { type Row, toTree } from './tree.ts';
import { lookOf, nameOf, paint, sum } from './words.ts';

/**
 * What would change, as `pulumi preview` shows it, then what the policies say. Of one that failed, how far it came: empty where
 * it came to nothing, or where a wrong configuration means nothing, so that it never reads like a stack without changes.
 */
export function previewText(colors: Colors, stack: string, result: DeployResult): string {
  const rows = toTree(result.steps);
  const policies = result.policies.length > 0 ? [policyText(colors, result.policies)] : [];
  const title = colors.bold(`Preview of stack ${stack}`);
  if (isWhole(result)) {
    const tree = rows.length > 0 ? drawTree(colors, rows) : 'Nothing would change.';
    return `${[`${title}: ${sum(result.counts, 'plan')}`, tree, ...policies].join('\n\n')}\n`;
  }
  if (result.status === 'misconfigured') return '';
  const found = [...(rows.length > 0 ? [drawTree(colors, rows)] : []), ...policies];
  if (found.length === 0) return '';
  return `${[`${title}: ${colors.red('failed')}, as far as it came`, ...found].join('\n\n')}\n`;
}

function isWhole({ status }: DeployResult): boolean {
  return status === 'succeeded' || status === 'refused';
}

function drawTree(colors: Colors, rows: Row[]): string {
  const types = rows.map(({ branch, step }) => branch + step.type);
  const names = rows.map(({ step }) => nameOf(step.urn));
  const plans = rows.map(({ step }) => lookOf(step.op).plan);
  const [typeWidth, nameWidth, planWidth] = [
    widest('Type', types),
    widest('Name', names),
    widest('Plan', plans),
  ];
  const head = `    ${'Type'.padEnd(typeWidth)}  ${'Name'.padEnd(nameWidth)}  ${'Plan'.padEnd(planWidth)}  Info`;
  const lines = rows.map(({ step }, i) => {
    const symbol = lookOf(step.op).symbol.padStart(2);
    const [type, name, plan] = [types[i] ?? '', names[i] ?? '', plans[i] ?? ''];
    const text = `${symbol}  ${type.padEnd(typeWidth)}  ${name.padEnd(nameWidth)}  ${plan.padEnd(planWidth)}`;
    return `${paint(colors, step, text)}  ${info(step)}`.trimEnd();
  });
  return [colors.bold(head), ...lines].join('\n');
}

/** Which properties make the change. */
export function info(step: Step): string {
  const replacing = step.replaces ?? [];
  const changed = (step.diffs ?? []).map((name) => `${replacing.includes(name) ? '+-' : '~'}${name}`);
  return changed.length > 0 ? `[diff: ${changed.join(',')}]` : '';
}

/** `width`: of the terminal. */
export function policyText(colors: Colors, results: PolicyResult[], width?: number): string {
  const paintings = {
    violation: colors.red,
    waived: colors.yellow,
    pass: colors.green,
    'not-applicable': colors.dim,
  };
  const rows = verdicts(results).map(({ rule, resource, verdict, detail, state }) => [
    paintings[state](verdict),
    rule,
    resource,
    detail,
  ]);
  return table(colors, ['Policy verdict', 'Rule', 'Resource', 'Detail'], rows, width);
}

function widest(head: string, cells: string[]): number {
  return Math.max(head.length, ...cells.map((cell) => cell.length));
}
