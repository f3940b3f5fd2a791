import { isMap } from '../wire/inspect.ts';
import { type PropertyMap, type PropertyValue, Secret, Unknown } from '../wire/value.ts';

export interface Plain {
  value: Record<string, unknown>;
  /** Paths of what is not known yet; null stands there. */
  unknowns: string[];
}

/** Inputs as the JSON that the API would get, secrets in clear: for judging, never for showing. */
export function plainOf(inputs: PropertyMap): Plain {
  const unknowns: string[] = [];
  return { value: open(inputs, []) as Record<string, unknown>, unknowns };

  function open(value: PropertyValue, path: readonly string[]): unknown {
    if (value instanceof Secret) return open(value.value, path);
    if (value instanceof Unknown) {
      unknowns.push(path.join('.'));
      return null;
    }
    if (Array.isArray(value)) return value.map((item, index) => open(item, [...path, String(index)]));
    if (!isMap(value)) return value;
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return Object.fromEntries(entries.map(([key, item]) => [key, open(item, [...path, key])]));
  }
}
