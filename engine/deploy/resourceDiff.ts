// How a resource differs from what the program wants, asked in the order in which Pulumi asks.
// Source: diff and providerChanged in pulumi/pulumi pkg/resource/deploy/step_generator.go.
import {
  type Diff,
  type Goal,
  isProviderType,
  needsReplacement,
  noDiff,
  parseReference,
  replaceDiff,
} from '../plan/index.ts';
import type { ResourceState } from '../state/index.ts';
import { equal } from '../wire/index.ts';
import type { Pass } from './context.ts';
import { subjectOf } from './providers.ts';

export async function resourceDiff(
  pass: Pass,
  goal: Goal,
  state: ResourceState,
  old: ResourceState,
  replaced: ReadonlySet<string>,
): Promise<Diff> {
  const { urn, type, inputs } = state;
  if (state.deletedWith !== undefined && replaced.has(state.deletedWith)) return replaceDiff('deletedWith');
  if (await providerChanged(pass, state, old)) return replaceDiff('provider');
  if (!state.custom) return { ...noDiff, changes: equal(old.inputs, inputs) ? 'none' : 'some' };
  if (isProviderType(type)) return pass.providers.diff(urn, old, inputs);
  const provider = await pass.providers.get(state.provider ?? '');
  const diff = await provider.diff(subjectOf(urn), old, inputs, goal.ignoreChanges);
  if (diff !== undefined) return diff;
  const message =
    'The provider of this resource has a configuration that is not known yet: the preview assumes an update, which may turn ' +
    'out to be a replacement or nothing at all.';
  pass.report.log('warning', message, urn);
  return { ...noDiff, changes: 'some' };
}

/** Another provider means a replacement only where the provider itself says that its configuration makes one necessary. */
async function providerChanged(pass: Pass, state: ResourceState, old: ResourceState): Promise<boolean> {
  const [from = '', to = ''] = [old.provider, state.provider];
  if (from === to) return false;
  if (from === '' || to === '') return true;
  const [oldReference, newReference] = [parseReference(from), parseReference(to)];
  if (pass.names.renamed.get(oldReference.urn) === newReference.urn) return false;
  const oldProvider = pass.olds.get(oldReference.urn);
  if (oldProvider === undefined) return true;
  return needsReplacement(await pass.providers.diffBetween(to, oldProvider));
}
