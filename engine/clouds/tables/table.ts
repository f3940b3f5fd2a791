// One resource type as a table: its rows, what holds between them, what a change does, what comes back.

import type { CheckFailure } from '../../provider/implementation.ts';
import type { PropertyMap, PropertyValue } from '../../wire/value.ts';
import type { Row } from './row.ts';

/** Inputs in clear, as plain JSON: for judging, never for showing. */
export type Inputs = Readonly<Record<string, unknown>>;

/** What holds between several properties. It is not asked while one that it reads is not known yet. */
export interface Rule {
  source: string;
  /** Every top-level property that it looks at. */
  reads: readonly string[];
  /** What is wrong, or undefined. A reason names no value that may be secret. */
  judge(inputs: Inputs): CheckFailure | undefined;
}

/** What a change from `olds` to `news` does beyond what each row says. */
export interface ChangeRule {
  source: string;
  reads: readonly string[];
  /** `replaces`: the properties for whose sake a new resource is made. `refused`: the service's answer to the update. */
  judge(olds: Inputs, news: Inputs): { replaces: readonly string[] } | { refused: string } | undefined;
}

/** A resource that is made, for what the service says of it. */
export interface Made {
  /** Its name in the program. */
  logical: string;
  /** What it was asked to be, with names made up and defaults filled in, in clear. */
  inputs: Inputs;
  /** The provider's configuration, in clear. */
  config: Inputs;
  /** As many hexadecimal digits as wanted, always the same for this resource and `salt`. */
  digits(count: number, salt?: string): string;
}

/** One property that only the service can say. */
export interface OutputRow {
  source: string;
  value(made: Made & { id: string }): PropertyValue | undefined;
  /** An update of one of these inputs changes it; with any other it stays. */
  follows?: readonly string[];
}

export interface ResourceTable {
  /** The whole type token. */
  type: string;
  rows: Readonly<Record<string, Row>>;
  rules?: readonly Rule[];
  changes?: readonly ChangeRule[];
  outputs: Readonly<Record<string, OutputRow>>;
  id(made: Made): string;
  /** The old one is deleted first, because both could not be there at once. Asked when a replacement is needed. */
  deleteBeforeReplace?(olds: Inputs, news: Inputs): boolean;
}

/** A function of the provider (Pulumi's `invoke`), answered without asking anybody. */
export interface FunctionTable {
  /** The whole token. */
  token: string;
  source: string;
  rows: Readonly<Record<string, Row>>;
  result(args: Inputs, config: Inputs): PropertyMap;
}
