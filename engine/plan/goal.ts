import type { ResourceState } from '../state/index.ts';
import type { PropertyMap } from '../wire/index.ts';
import type { Alias } from './aliases.ts';

/** What the program wants one resource to be, its parent's options inherited. */
export interface Goal {
  type: string;
  name: string;
  custom: boolean;
  properties: PropertyMap;
  parent?: string | undefined;
  /** `URN::ID`; absent for components and for providers themselves. */
  provider?: string | undefined;
  dependencies: string[];
  propertyDependencies: Record<string, string[]>;
  aliases: Alias[];
  ignoreChanges: string[];
  replaceOnChanges: string[];
  additionalSecretOutputs: string[];
  protect?: boolean | undefined;
  retainOnDelete?: boolean | undefined;
  deletedWith?: string | undefined;
  /** Absent: the provider decides. */
  deleteBeforeReplace?: boolean | undefined;
  customTimeouts?: ResourceState['customTimeouts'];
}

/** The state a resource will have once its step is done; id and outputs are added by the step. */
export function stateFor(goal: Goal, urn: string, alias: string | undefined, old: ResourceState | undefined) {
  const state: ResourceState = {
    urn,
    type: goal.type,
    custom: goal.custom,
    inputs: goal.properties,
    outputs: {},
  };
  if (goal.parent !== undefined) state.parent = goal.parent;
  if (goal.provider !== undefined) state.provider = goal.provider;
  if (goal.protect) state.protect = true;
  if (goal.retainOnDelete) state.retainOnDelete = true;
  if (goal.deletedWith !== undefined) state.deletedWith = goal.deletedWith;
  if (goal.customTimeouts !== undefined) state.customTimeouts = goal.customTimeouts;
  if (alias !== undefined) state.aliases = [alias];
  if (goal.dependencies.length > 0) state.dependencies = goal.dependencies;
  if (Object.keys(goal.propertyDependencies).length > 0) {
    state.propertyDependencies = goal.propertyDependencies;
  }
  if (goal.ignoreChanges.length > 0) state.ignoreChanges = goal.ignoreChanges;
  if (goal.replaceOnChanges.length > 0) state.replaceOnChanges = goal.replaceOnChanges;
  if (goal.additionalSecretOutputs.length > 0) {
    state.additionalSecretOutputs = goal.additionalSecretOutputs;
  }
  if (old?.created !== undefined) state.created = old.created;
  if (old?.modified !== undefined) state.modified = old.modified;
  return state;
}
