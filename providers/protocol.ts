// What Pulumi asks of a provider, as far as the providers written here answer it. Field for field what engine/provider/implementation.ts
// declares; written again because nothing under providers/ may import the engine (plugin/ checks that they agree).

export type Value = null | boolean | number | string | Value[] | Values;
export type Values = { [key: string]: Value };

export interface Call {
  urn: string;
  type: string;
  name: string;
  /** Nothing may be touched: say what would come out, and leave out what cannot be known. */
  preview: boolean;
  signal: AbortSignal;
  progress(message: string): void;
}

export interface CheckFailure {
  property: string;
  reason: string;
}

export interface DiffResult {
  changes: 'none' | 'some' | 'unknown';
  diffs?: string[];
  replaces?: string[];
  stables?: string[];
  deleteBeforeReplace?: boolean;
}

export interface Created<O = Values> {
  id: string;
  outputs: O;
}

/** The resource exists but is not as it should be: its state is kept and the next `up` mends it. */
export class PartialFailure extends Error {
  readonly id: string;
  readonly outputs: Values;
  readonly reasons: string[];
  constructor(message: string, id: string, outputs: Values) {
    super(message);
    this.id = id;
    this.outputs = outputs;
    this.reasons = [message];
  }
}

/** One resource type of a provider. Inputs of a preview may lack, or hold something odd for, what is not known yet. */
export interface ResourceHandler<I, O> {
  check?(olds: Partial<I>, news: I): CheckFailure[] | Promise<CheckFailure[]>;
  diff(olds: I, outputs: O, news: I): Promise<DiffResult>;
  create(call: Call, inputs: I): Promise<Created<O>>;
  update(call: Call, id: string, olds: I, outputs: O, news: I): Promise<O>;
  delete(call: Call, inputs: I, outputs: O): Promise<void>;
}
