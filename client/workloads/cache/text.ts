import type { Serializer } from './options.ts';

// Before a serialised value; alone for undefined, which JSON has not.
const something = 'v';
const nothing = 'u';

/** Undefined where the value cannot be written. */
export function textOf(value: unknown, serializer: Serializer): string | undefined {
  if (value === undefined) return nothing;
  try {
    // JSON gives undefined for a function or a symbol, whatever its type says.
    const text: unknown = serializer.stringify(value);
    return typeof text === 'string' ? something + text : undefined;
  } catch {
    return undefined;
  }
}

/** A value in a box: undefined is one too. */
export interface Boxed {
  value: unknown;
}

/** Undefined where the text cannot be understood. */
export function boxOf(text: string, serializer: Serializer): Boxed | undefined {
  try {
    return { value: text === nothing ? undefined : serializer.parse(text.slice(something.length)) };
  } catch {
    return undefined;
  }
}
