import type { Value, Values } from '../protocol.ts';

/** The values without the wrapping in which the secrets of a state arrive: an object of a class that holds a `value`. */
export function inClear<T extends Values>(values: T): T {
  return open(values) as T;
}

function open(value: Value): Value {
  if (Array.isArray(value)) return value.map(open);
  if (typeof value !== 'object' || value === null) return value;
  if (Object.getPrototypeOf(value) !== Object.prototype) return open((value as { value: Value }).value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, open(item)]));
}
