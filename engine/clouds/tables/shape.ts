// Whether a value has the shape that its row describes. What is not known yet is not judged; a secret is never repeated.

import type { CheckFailure } from '../../provider/implementation.ts';
import { isMap } from '../../wire/inspect.ts';
import { type PropertyMap, type PropertyValue, Secret, Unknown } from '../../wire/value.ts';
import type { Shape } from './row.ts';

type ShapeOf<Kind> = Extract<Shape, { kind: Kind }>;

/** `hidden`: the value stands inside a secret. */
export function misshapen(
  value: PropertyValue,
  shape: Shape,
  property: string,
  hidden = false,
): CheckFailure[] {
  if (value instanceof Secret) return misshapen(value.value, shape, property, true);
  if (value instanceof Unknown) return [];
  switch (shape.kind) {
    case 'text':
      return reasons(property, textReason(value, shape), value, hidden);
    case 'number':
      return reasons(property, numberReason(value, shape), value, hidden);
    case 'boolean':
      return reasons(property, typeof value === 'boolean' ? undefined : 'true or false', value, hidden);
    case 'list':
      return list(value, shape, property, hidden);
    case 'map':
      return map(value, shape, property, hidden);
    case 'object':
      return object(value, shape, property, hidden);
  }
}

function reasons(
  property: string,
  expected: string | undefined,
  value: PropertyValue,
  hidden: boolean,
): CheckFailure[] {
  if (expected === undefined) return [];
  return [{ property, reason: `Expected ${expected}${hidden ? '' : `, given ${quoted(value)}`}.` }];
}

function quoted(value: PropertyValue): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : JSON.stringify(value);
}

function textReason(value: PropertyValue, { allowed, min, max, form }: ShapeOf<'text'>): string | undefined {
  if (typeof value !== 'string') return allowed ? either(allowed) : 'text';
  if (allowed && !allowed.includes(value)) return either(allowed);
  if (isOutside(value.length, min, max)) return range('characters', min, max);
  return form && !form.fits(value) ? form.says : undefined;
}

function numberReason(
  value: PropertyValue,
  { allowed, whole, min, max }: ShapeOf<'number'>,
): string | undefined {
  const name = whole ? 'a whole number' : 'a number';
  if (typeof value !== 'number' || !Number.isFinite(value)) return name;
  if (allowed && !allowed.includes(value)) return either(allowed.map(String));
  if (whole && !Number.isInteger(value)) return name;
  return isOutside(value, min, max) ? `${name} ${range('', min, max)}` : undefined;
}

function list(
  value: PropertyValue,
  { of, min, max }: ShapeOf<'list'>,
  property: string,
  hidden: boolean,
): CheckFailure[] {
  if (!Array.isArray(value)) return reasons(property, 'a list', value, hidden);
  if (isOutside(value.length, min, max))
    return [{ property, reason: `Expected ${range('elements', min, max)}, given ${value.length}.` }];
  return value.flatMap((item, index) => misshapen(item, of, `${property}[${index}]`, hidden));
}

function map(
  value: PropertyValue,
  { of, key, max }: ShapeOf<'map'>,
  property: string,
  hidden: boolean,
): CheckFailure[] {
  if (!isMap(value)) return reasons(property, 'an object', value, hidden);
  const entries = given(value);
  if (isOutside(entries.length, undefined, max))
    return [{ property, reason: `Expected ${range('keys', undefined, max)}, given ${entries.length}.` }];
  return entries.flatMap(([name, item]) => [
    ...(key && !key.fits(name)
      ? [{ property, reason: `Expected keys of ${key.says}, given "${name}".` }]
      : []),
    ...misshapen(item, of, `${property}.${name}`, hidden),
  ]);
}

function object(
  value: PropertyValue,
  { fields }: ShapeOf<'object'>,
  property: string,
  hidden: boolean,
): CheckFailure[] {
  if (!isMap(value)) return reasons(property, 'an object', value, hidden);
  const known = Object.entries(fields).flatMap(([name, field]) => {
    const item = value[name];
    const path = `${property}.${name}`;
    if (item !== undefined && item !== null) return misshapen(item, field, path, hidden);
    return field.required ? [{ property: path, reason: 'Is missing.' }] : [];
  });
  const strangers = given(value).filter(([name]) => !(name in fields));
  return [...known, ...strangers.map(([name]) => stranger(`${property}.${name}`, Object.keys(fields)))];
}

/** The failure for a property that a service does not have. */
export function stranger(property: string, known: readonly string[]): CheckFailure {
  return { property, reason: `There is no such property; there are ${[...known].sort().join(', ')}.` };
}

/** A property that is null is one that is not given. */
export function given(map: PropertyMap): [string, PropertyValue][] {
  return Object.entries(map).filter(([, value]) => value !== undefined && value !== null);
}

function isOutside(count: number, min = -Infinity, max = Infinity): boolean {
  return count < min || count > max;
}

function range(unit: string, min: number | undefined, max: number | undefined): string {
  const end = unit === '' ? '' : ` ${unit}`;
  if (min === undefined) return unit === '' ? `of at most ${max}` : `at most ${max}${end}`;
  if (max === undefined) return unit === '' ? `of at least ${min}` : `at least ${min}${end}`;
  return unit === '' ? `from ${min} to ${max}` : `${min} to ${max}${end}`;
}

function either(words: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(words);
}
