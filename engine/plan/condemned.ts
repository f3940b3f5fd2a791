// What has to go once the program has said everything it wants.
// Source: GenerateDeletes in pulumi/pulumi pkg/resource/deploy/step_generator.go.
import type { ResourceState } from '../state/index.ts';

export interface Condemned {
  resource: ResourceState;
  /** `forget`: it was deleted to make way for a replacement that is no longer wanted. */
  how: 'delete' | 'delete-replaced' | 'discard' | 'discard-replaced' | 'forget';
}

/** `remaining`: what the state holds beside the resources of the program. */
export function condemn(remaining: readonly ResourceState[]): Condemned[] {
  return remaining.map((resource) => ({ resource, how: fate(resource) }));
}

function fate({ delete: replaced, external, pendingReplacement }: ResourceState): Condemned['how'] {
  if (replaced) return external ? 'discard-replaced' : 'delete-replaced';
  if (pendingReplacement) return 'forget';
  return external ? 'discard' : 'delete';
}
