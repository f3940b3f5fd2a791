// Stack configuration comes as text: JSON for objects and lists, `"3"` and `"true"` for numbers and truth. Each
// value is turned into what its field expects; what does not fit stays as it is, for the validation to name.

import type { Field } from '../validate/field.ts';
import { isRecord } from '../validate/shape.ts';

/** Wraps a value that may be an Output, where the configuration holds it as a secret. */
export type Seal = (value: string) => unknown;

/** A configuration key's text as the value of its field. */
export function parseText(text: string, field: Field, seal?: Seal): unknown {
  const structured = field.kind === 'object' || field.kind === 'list' || field.kind === 'map';
  return convert(structured ? fromJson(text) : text, field, seal);
}

/** Turns every text inside `value` into what its field expects. */
export function convert(value: unknown, field: Field | undefined, seal?: Seal): unknown {
  switch (field?.kind) {
    case 'text':
      return seal && field.input && typeof value === 'string' ? seal(value) : value;
    case 'number':
      return typeof value === 'string' && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(value) ? Number(value) : value;
    case 'boolean':
      return value === 'true' ? true : value === 'false' ? false : value;
    case 'list':
      return Array.isArray(value) ? value.map((item) => convert(item, field.of, seal)) : value;
    case 'object':
      return isRecord(value)
        ? Object.fromEntries(
            Object.entries(value).map(([key, item]) => [key, convert(item, field.fields[key], seal)]),
          )
        : value;
    default:
      return value;
  }
}

/** Whether a field is one, or holds one, that may be an Output and so may be a secret. */
export function mayBeSecret(field: Field): boolean {
  if (field.kind === 'object') return Object.values(field.fields).some(mayBeSecret);
  if (field.kind === 'list') return mayBeSecret(field.of);
  return field.kind === 'text' && field.input === true;
}

export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
