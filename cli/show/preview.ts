import type { Colors } from 'picocolors/types.js';
import type { DeployResult, PolicyResult, Step } from '../../engine/events.ts';
import { verdicts } from './policies.ts';
import { table } from './table.ts';
import { type Row, toTree } from './tree.ts';
import { lookOf, nameOf, paint, sum } from './words.ts';

/** What would change, as `pulumi preview` shows it, then what the policies say. */
export function previewText(colors: Colors, stack: string, result: DeployResult): string {
  const rows = toTree(result.steps);
  const tree = rows.length > 0 ? drawTree(colors, rows) : 'Nothing would change.';
  const policies = result.policies.length > 0 ? `\n\n${policyText(colors, result.policies)}` : '';
  return `${colors.bold(`Preview of stack ${stack}`)}: ${sum(result.counts, 'plan')}\n\n${tree}${policies}\n`;
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

export function policyText(colors: Colors, results: PolicyResult[]): string {
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
  return table(colors, ['Policy verdict', 'Rule', 'Resource', 'Detail'], rows);
}

function widest(head: string, cells: string[]): number {
  return Math.max(head.length, ...cells.map((cell) => cell.length));
}
