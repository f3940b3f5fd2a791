// What is to be done with a resource that exists, from how it differs from what the program wants.
// Source: continueStepsFromDiff in pulumi/pulumi pkg/resource/deploy/step_generator.go.
import type { ResourceState } from '../state/index.ts';
import { applyReplaceOnChanges, type Diff, needsReplacement } from './diff.ts';
import type { Goal } from './goal.ts';
import { urnName } from './urn.ts';

export type Decision =
  | { kind: 'same' }
  | { kind: 'update'; diff: Diff }
  | { kind: 'replace'; diff: Diff; order: 'create-first' | 'delete-first' };

export function decide(goal: Goal, old: ResourceState, given: Diff): Decision {
  const hasInitErrors = (old.initErrors ?? []).length > 0;
  const diff = applyReplaceOnChanges(given, goal.replaceOnChanges, hasInitErrors);
  const differs = diff.changes === 'some' || old.pendingReplacement === true;
  if (differs && (needsReplacement(diff) || old.pendingReplacement)) {
    const deleteFirst = goal.deleteBeforeReplace ?? diff.deleteBeforeReplace;
    return {
      kind: 'replace',
      diff,
      order: deleteFirst || old.pendingReplacement ? 'delete-first' : 'create-first',
    };
  }
  // What was not ready when it was made gets another chance.
  if (differs || hasInitErrors) return { kind: 'update', diff };
  return { kind: 'same' };
}

/** Why a replacement is refused, where it is: protection must be taken away in a deployment of its own or in this one. */
export function replacementRefusal(urn: string, goal: Goal, old: ResourceState): string | undefined {
  if (!old.protect || !goal.protect) return undefined;
  return (
    `${urnName(urn)} would have to be replaced, but it is protected. ` +
    'Take the change back, or remove `protect` from the resource in the program and deploy again.'
  );
}

export function deletionRefusal(urn: string): string {
  return (
    `${urnName(urn)} would be deleted, but it is protected. ` +
    'Put it back into the program, or deploy it once without `protect` before removing it.'
  );
}
