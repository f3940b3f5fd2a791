import type { PropertyMap } from '../wire/index.ts';

/** Where and for what a provider's method is called. */
export interface Call {
  urn: string;
  type: string;
  name: string;
  /** Nothing may be touched: say what would come out, `unknown` where it cannot be known. */
  preview: boolean;
  /** Ends when the deployment is interrupted. */
  signal: AbortSignal;
  /** Tells the person who waits how far it is. */
  progress(message: string): void;
}

export interface CheckFailure {
  property: string;
  reason: string;
}

export interface DiffResult {
  changes: 'none' | 'some' | 'unknown';
  /** Top-level properties that differ. */
  diffs?: string[];
  /** Properties whose change needs a replacement. */
  replaces?: string[];
  /** Outputs that stay what they are through an update. */
  stables?: string[];
  deleteBeforeReplace?: boolean;
}

export interface Created {
  id: string;
  outputs: PropertyMap;
}

/** A create or update went half way: the resource exists and its state must be kept. */
export class PartialFailure extends Error {
  readonly id: string;
  readonly outputs: PropertyMap;
  readonly reasons: string[];
  constructor(message: string, id: string, outputs: PropertyMap, reasons: string[] = [message]) {
    super(message);
    this.id = id;
    this.outputs = outputs;
    this.reasons = reasons;
  }
}

/**
 * A provider written in TypeScript: what Pulumi's ResourceProvider service asks, without the gRPC.
 * `serve.ts` puts it on the wire for this engine and for the Pulumi CLI alike. Secrets arrive as Secret.
 */
export interface ProviderImplementation {
  readonly name: string;
  readonly version: string;
  configure?(config: PropertyMap): Promise<void>;
  check(
    call: Call,
    olds: PropertyMap,
    news: PropertyMap,
  ): Promise<{ inputs: PropertyMap; failures: CheckFailure[] }>;
  /** `oldInputs` and `oldOutputs` are as the state has them. */
  diff(
    call: Call,
    id: string,
    oldInputs: PropertyMap,
    oldOutputs: PropertyMap,
    news: PropertyMap,
  ): Promise<DiffResult>;
  create(call: Call, inputs: PropertyMap): Promise<Created>;
  read?(
    call: Call,
    id: string,
    inputs: PropertyMap,
    outputs: PropertyMap,
  ): Promise<{ id: string; inputs: PropertyMap; outputs: PropertyMap } | undefined>;
  update(
    call: Call,
    id: string,
    oldInputs: PropertyMap,
    oldOutputs: PropertyMap,
    news: PropertyMap,
  ): Promise<PropertyMap>;
  delete(call: Call, id: string, inputs: PropertyMap, outputs: PropertyMap): Promise<void>;
  invoke?(token: string, args: PropertyMap): Promise<{ result: PropertyMap; failures: CheckFailure[] }>;
  /** Ends what the provider holds in this process (sockets, timers). */
  close?(): Promise<void>;
}
