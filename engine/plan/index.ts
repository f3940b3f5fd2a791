// Decisions, all of them pure: names and aliases, what a difference means, what must go before what.
// Not here: anything that asks, starts, writes or waits; that is deploy/.
export type { Alias } from './aliases.ts';
export { type Condemned, condemn } from './condemned.ts';
export { type Decision, decide, deletionRefusal, replacementRefusal } from './decide.ts';
export {
  applyReplaceOnChanges,
  type Diff,
  needsReplacement,
  noDiff,
  type RawDiff,
  replaceDiff,
  settleDiff,
} from './diff.ts';
export { type Goal, stateFor } from './goal.ts';
export { deletionOrder, dependentsOf } from './graph.ts';
export { ignoreChanges } from './ignoreChanges.ts';
export { type Claim, Names } from './names.ts';
export { parsePath } from './propertyPath.ts';
export {
  defaultProviderName,
  formatReference,
  isDefaultProvider,
  type ProviderReference,
  parseReference,
  unknownProviderId,
} from './providerReference.ts';
export { renameReferences } from './rename.ts';
export { secretOutputs } from './secretOutputs.ts';
export { stateChanged } from './stateChange.ts';
export { isProviderType, packageOf, providerType, rootStackType, urnName, urnType } from './urn.ts';
