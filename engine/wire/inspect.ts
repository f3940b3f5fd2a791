import { Asset, type PropertyMap, type PropertyValue, ResourceReference, Secret, Unknown } from './value.ts';

/** The same value with no Secret at any depth. Never log or store what comes out. */
export function withoutSecrets(value: PropertyMap): PropertyMap;
export function withoutSecrets(value: PropertyValue): PropertyValue;
export function withoutSecrets(value: PropertyValue): PropertyValue {
  if (value instanceof Secret) return withoutSecrets(value.value);
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item));
  if (!isMap(value)) return value;
  const map: PropertyMap = {};
  for (const [key, item] of Object.entries(value)) map[key] = withoutSecrets(item);
  return map;
}

/** Is anything in it, at any depth, not known yet? */
export function containsUnknown(value: PropertyValue): boolean {
  return some(value, (v) => v instanceof Unknown);
}

/** Is anything in it, at any depth, secret? */
export function containsSecret(value: PropertyValue): boolean {
  return some(value, (v) => v instanceof Secret);
}

/**
 * Deep equality as Pulumi's PropertyValue.DeepEquals has it: a secret equals only a secret, an unknown an
 * unknown, a resource reference whatever its package version. A property that is `undefined` is a property
 * that is not there.
 */
export function equal(a: PropertyValue | undefined, b: PropertyValue | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => equal(item, b[i]));
  }
  if (a instanceof Secret) return b instanceof Secret && equal(a.value, b.value);
  if (a instanceof Unknown) return b instanceof Unknown;
  if (a instanceof ResourceReference) {
    return b instanceof ResourceReference && a.urn === b.urn && equal(a.id, b.id);
  }
  if (a instanceof Asset) return b instanceof Asset && equalMaps(a.fields, b.fields);
  return isMap(b) && equalMaps(a, b);
}

function equalMaps(a: PropertyMap, b: PropertyMap): boolean {
  return Object.keys({ ...a, ...b }).every((key) => equal(a[key], b[key]));
}

function some(value: PropertyValue, test: (value: PropertyValue) => boolean): boolean {
  if (test(value)) return true;
  if (value instanceof Secret) return some(value.value, test);
  if (value instanceof ResourceReference) return value.id !== undefined && some(value.id, test);
  if (value instanceof Asset) return some(value.fields, test);
  if (Array.isArray(value)) return value.some((item) => some(item, test));
  if (!isMap(value)) return false;
  for (const key in value) {
    const item = value[key];
    if (item !== undefined && some(item, test)) return true;
  }
  return false;
}

export function isMap(value: PropertyValue | undefined): value is PropertyMap {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Secret) &&
    !(value instanceof Unknown) &&
    !(value instanceof ResourceReference) &&
    !(value instanceof Asset)
  );
}
