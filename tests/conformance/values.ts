// What the engine's values hold, for looking at them in a test.

import { isDeepStrictEqual } from 'node:util';
import { type PropertyValue, Secret, Unknown } from '../../engine/wire/value.ts';

/** The value without any wrapping of secrets. */
export function inClear(value: PropertyValue | undefined): unknown {
  if (value instanceof Secret) return inClear(value.value);
  if (Array.isArray(value)) return value.map(inClear);
  if (isPlain(value))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inClear(item)]));
  return value;
}

/** Paths of everything that is a secret. */
export function secretPaths(value: PropertyValue | undefined, path = ''): string[] {
  if (value instanceof Secret) return [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => secretPaths(item, `${path}[${index}]`));
  if (!isPlain(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => secretPaths(item, path ? `${path}.${key}` : key));
}

/** Whether `preview` says nothing that `real` does not: equal but for what a preview cannot know. */
export function announces(preview: PropertyValue | undefined, real: PropertyValue | undefined): boolean {
  if (preview instanceof Unknown) return true;
  if (preview instanceof Secret) return announces(preview.value, real instanceof Secret ? real.value : real);
  if (real instanceof Secret) return announces(preview, real.value);
  if (Array.isArray(preview) && Array.isArray(real))
    return preview.length === real.length && preview.every((item, index) => announces(item, real[index]));
  if (isPlain(preview) && isPlain(real))
    return (
      isDeepStrictEqual(Object.keys(preview).sort(), Object.keys(real).sort()) &&
      Object.entries(preview).every(([key, item]) => announces(item, real[key]))
    );
  return isDeepStrictEqual(preview, real);
}

function isPlain(value: PropertyValue | undefined): value is { [key: string]: PropertyValue } {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
