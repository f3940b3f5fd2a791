// Taking away what is no longer wanted, dependents first, as much at the same time as may be.

import type { Op } from '../events.ts';
import { type Condemned, condemn, deletionOrder, deletionRefusal } from '../plan/index.ts';
import type { ResourceState } from '../state/index.ts';
import { applyDelete } from './apply.ts';
import type { Pass } from './context.ts';

const ops = {
  delete: 'delete',
  'delete-replaced': 'delete-replaced',
  discard: 'discard',
  'discard-replaced': 'discard-replaced',
  forget: 'remove-pending-replace',
} as const satisfies Record<Condemned['how'], Op>;

/** `repeated`: creations left over from a crash, finished only to be deleted. `deleted`: URNs that went before. */
export async function deleteRemaining(
  pass: Pass,
  repeated: readonly ResourceState[],
  deleted: ReadonlySet<string>,
): Promise<void> {
  const resources = [...pass.journal.remaining, ...repeated];
  const condemned = condemn(resources);
  const goingUrns = new Set([...condemned.map(({ resource }) => resource.urn), ...deleted]);
  const order = deletionOrder(new Set(resources), resources);
  const gone = new Map<ResourceState, Promise<boolean>>();
  // Dependents stand behind what they depend on.
  for (const one of condemned.toReversed()) {
    const before = [...(order.get(one.resource) ?? [])].map((dependent) => gone.get(dependent));
    gone.set(one.resource, deleteAfter(pass, before, one, goingUrns));
  }
  await Promise.all(gone.values());
}

/** false: it is still there, and so must be everything it depends on. */
async function deleteAfter(
  pass: Pass,
  before: (Promise<boolean> | undefined)[],
  { resource, how }: Condemned,
  goingUrns: ReadonlySet<string>,
): Promise<boolean> {
  const cleared = await Promise.all(before);
  if (cleared.includes(false) || pass.failure.signal.aborted) return false;
  if (resource.protect && how === 'delete') {
    pass.failure.note({ message: deletionRefusal(resource.urn), urn: resource.urn });
    return false;
  }
  try {
    const deletedWith = resource.deletedWith !== undefined && goingUrns.has(resource.deletedWith);
    await applyDelete(pass, ops[how], resource, how === 'forget' || deletedWith, { drop: resource });
    return true;
  } catch (error) {
    pass.failure.stop(error, resource.urn);
    return false;
  }
}
