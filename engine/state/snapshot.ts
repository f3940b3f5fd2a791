import type { PropertyMap } from '../wire/index.ts';

/**
 * One resource as the state keeps it. Field for field Pulumi's deployment format, version 3
 * (apitype.ResourceV3).
 */
export interface ResourceState {
  urn: string;
  type: string;
  custom: boolean;
  id?: string;
  inputs: PropertyMap;
  outputs: PropertyMap;
  parent?: string;
  protect?: boolean;
  external?: boolean;
  dependencies?: string[];
  initErrors?: string[];
  /** `URN::ID` of the provider. */
  provider?: string;
  propertyDependencies?: Record<string, string[]>;
  pendingReplacement?: boolean;
  additionalSecretOutputs?: string[];
  aliases?: string[];
  customTimeouts?: { create?: number; update?: number; delete?: number };
  retainOnDelete?: boolean;
  deletedWith?: string;
  /** Pending deletion: its replacement exists, itself does still. */
  delete?: boolean;
  ignoreChanges?: string[];
  replaceOnChanges?: string[];
  created?: string;
  modified?: string;
}

/** An operation that was under way when the state was written: what a crash leaves. */
export interface PendingOperation {
  type: 'creating' | 'updating' | 'deleting' | 'reading';
  resource: ResourceState;
}

export interface Snapshot {
  resources: ResourceState[];
  pendingOperations: PendingOperation[];
}
