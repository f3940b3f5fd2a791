import type { Step } from '../../engine/events.ts';
import { changes } from './words.ts';

/** A step and the branches drawn before it. */
export interface Row {
  step: Step;
  branch: string;
}

/** Steps in the order of the resource tree, unchanged ones only where something below them changes. */
export function toTree(steps: Step[]): Row[] {
  const known = new Set(steps.map((step) => step.urn));
  const children = Map.groupBy(steps, ({ parent }) => (parent && known.has(parent) ? parent : ''));
  return below('', '', children);
}

function below(urn: string, indent: string, children: Map<string, Step[]>): Row[] {
  const steps = (children.get(urn) ?? []).filter((step) => matters(step, children));
  return steps.flatMap((step, i) => {
    const last = i === steps.length - 1;
    const branch = urn === '' ? '' : `${indent}${last ? '└─ ' : '├─ '}`;
    const deeper = urn === '' ? '' : `${indent}${last ? '   ' : '│  '}`;
    // The steps of one replacement share a URN: what hangs below it is drawn under the last of them.
    const repeated = steps.slice(i + 1).some((other) => other.urn === step.urn);
    return [{ step, branch }, ...(repeated ? [] : below(step.urn, deeper, children))];
  });
}

function matters(step: Step, children: Map<string, Step[]>): boolean {
  return changes(step) || (children.get(step.urn) ?? []).some((child) => matters(child, children));
}
