import type { DeployResult, EngineEvent } from '../../engine/events.ts';
import type { ResourceState } from '../../engine/state/snapshot.ts';
import type { PropertyMap } from '../../engine/wire/value.ts';
import type { EngineName } from '../options.ts';

/** What the verbs ask of an engine, so that they do the same on both. */
export interface StackEngine {
  readonly name: EngineName | 'simulated';
  preview(watch: Watch): Promise<DeployResult>;
  up(watch: Watch): Promise<DeployResult>;
  destroy(watch: Watch): Promise<DeployResult>;
  /** What the state holds; undefined where nothing was ever deployed. */
  read(): Promise<Deployed | undefined>;
}

export interface Watch {
  onEvent(event: EngineEvent): void;
  signal: AbortSignal;
}

/** Secrets are in it, as Secret. */
export interface Deployed {
  outputs: PropertyMap;
  resources: ResourceState[];
}
