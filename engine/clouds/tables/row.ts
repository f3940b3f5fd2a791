// The rows of a table: what one property may hold, and what happens when it changes.

import type { PropertyValue } from '../../wire/value.ts';

/** A form that text must have. */
export interface Form {
  /** Completes "Expected …": whole words, allowed values named. */
  says: string;
  fits(text: string): boolean;
}

/** What a value may be. Lengths count characters of a text, elements of a list and keys of a map. */
export type Shape =
  | { kind: 'text'; allowed?: readonly string[]; min?: number; max?: number; form?: Form }
  | { kind: 'number'; allowed?: readonly number[]; whole?: true; min?: number; max?: number }
  | { kind: 'boolean' }
  /** `set`: where it is written that the provider keeps it as a set, whose order says nothing and which holds nothing twice. */
  | { kind: 'list'; of: Shape; set?: string; min?: number; max?: number }
  /** Free keys. */
  | { kind: 'map'; of: Shape; key?: Form; max?: number }
  | { kind: 'object'; fields: Readonly<Record<string, Shape & { required?: true }>> };

/** One property of a resource. */
export type Row = Shape & {
  /** Where it is written that this is so: a page, or a file of the provider. */
  source: string;
  /** The service refuses a resource without it. */
  required?: true;
  /** What the service takes where nothing is given; it comes back among the outputs. */
  default?: PropertyValue;
  /** A change makes a new resource and deletes the old one. Without it a change is made in place. */
  replaces?: true;
  /** Made up where it is not given: the resource's name, a dash and seven digits, as Pulumi's own providers do. */
  autoName?: { max: number };
};
