import { isProviderType, stateChanged } from '../plan/index.ts';
import type { ResourceState } from '../state/index.ts';
import { equal } from '../wire/index.ts';
import { stepOf } from './apply.ts';
import type { Pass } from './context.ts';

/** Nothing to do about the resource itself; what the state says of it may still change. */
export async function keepSame(
  pass: Pass,
  wanted: ResourceState,
  old: ResourceState,
): Promise<ResourceState> {
  if (isProviderType(wanted.type)) await pass.providers.configure(wanted.urn, old.id ?? '', old.inputs);
  const state = { ...wanted, outputs: old.outputs, ...(old.id !== undefined && { id: old.id }) };
  pass.report.note(stepOf('same', state));
  if (stateChanged(old, state)) {
    pass.report.stateChanged = true;
    await pass.journal.record({ drop: old, add: state });
    return state;
  }
  // The same object spares the writer its work.
  const kept = equal({ ...old }, { ...state }) ? old : state;
  pass.journal.apply({ drop: old, add: kept });
  return kept;
}
