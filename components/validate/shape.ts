// Whether a value has the shape its field describes. Everything wrong is reported, each with its path; what is
// right is kept, so that the later checks can go on with it.

import type { Problem } from '../../providers/backend.ts';
import type { Field, ListField, NumberField, ObjectField, TextField } from './field.ts';
import { didYouMean, either } from './nearest.ts';

/** How the value at a path is put in a sentence. Configuration that is stored as a secret hides it. */
export type Quote = (value: unknown, path: string) => string;

export interface Shaped {
  /** The value without what is wrong in it; undefined when nothing is left. */
  sound: unknown;
  problems: Problem[];
}

/** Judges `value`, which stands at `path`, by its field. */
export function shape(value: unknown, field: Field, path: string, quote: Quote = show): Shaped {
  if (value === undefined) return { sound: undefined, problems: [] };
  if (isDeferred(value)) return deferred(value, field, path);
  switch (field.kind) {
    case 'text':
      return single(value, path, textReason(value, field, quote(value, path)));
    case 'number':
      return single(value, path, numberReason(value, field, quote(value, path)));
    case 'boolean':
      return single(
        value,
        path,
        typeof value === 'boolean' ? undefined : expected('true or false', quote(value, path)),
      );
    case 'list':
      return list(value, field, path, quote);
    case 'map':
      return map(value, path, quote);
    case 'object':
      return object(value, field, path, quote);
  }
}

/** A value as a person wrote it: text in quotes, the rest by its kind. */
export function show(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** An Output or a promise: pure code cannot look inside, and must not try to print it. */
export function isDeferred(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('__pulumiOutput' in value || 'then' in value);
}

function deferred(value: unknown, field: Field, path: string): Shaped {
  if ('input' in field && field.input) return { sound: value, problems: [] };
  const reason =
    'Must be a plain value, given an Output. What decides how Redis is protected has to be known before the ' +
    'deployment, so that a preview can judge it: take it from the configuration instead.';
  return { sound: undefined, problems: [{ path, reason }] };
}

function single(value: unknown, path: string, reason: string | undefined): Shaped {
  return reason === undefined
    ? { sound: value, problems: [] }
    : { sound: undefined, problems: [{ path, reason }] };
}

function textReason(value: unknown, field: TextField, given: string): string | undefined {
  const { allowed, form } = field;
  if (typeof value === 'number') return `${expected('text', given)} Put it in quotes.`;
  if (typeof value !== 'string') return expected(choiceOf(field) ?? 'text', given);
  if (allowed && !allowed.includes(value))
    return `${expected(choiceOf(field) ?? 'text', given)}${didYouMean(value, allowed)}`;
  return form && !form.fits(value) ? expected(form.says, given) : undefined;
}

function numberReason(value: unknown, field: NumberField, given: string): string | undefined {
  const { min = -Infinity, max = Infinity, above = -Infinity, whole } = field;
  const fits =
    typeof value === 'number' &&
    Number.isFinite(value) &&
    (!whole || Number.isInteger(value)) &&
    value >= min &&
    value <= max &&
    value > above;
  return fits ? undefined : expected(numberForm(field), given);
}

function numberForm({ whole, min, max, above }: NumberField): string {
  const kind = whole ? 'a whole number' : 'a number';
  if (above !== undefined) return `${kind} above ${above}`;
  if (min !== undefined && max !== undefined) return `${kind} from ${min} to ${max}`;
  return min === undefined ? kind : `${kind}, ${min} or more`;
}

function list(value: unknown, field: ListField, path: string, quote: Quote): Shaped {
  if (!Array.isArray(value)) return single(value, path, expected('a list', quote(value, path)));
  const items = value.map((item, index) => shape(item, field.of, `${path}[${index}]`, quote));
  return {
    sound: items.map((item) => item.sound).filter((item) => item !== undefined),
    problems: items.flatMap((item) => item.problems),
  };
}

function map(value: unknown, path: string, quote: Quote): Shaped {
  if (!isRecord(value)) return single(value, path, expected('an object of texts', quote(value, path)));
  return properties(
    Object.entries(value).map(([key, item]) => [
      key,
      soundsSecret.test(key)
        ? single(undefined, join(path, key), secretInClear)
        : shape(item, { kind: 'text' }, join(path, key), quote),
    ]),
  );
}

function object(value: unknown, field: ObjectField, path: string, quote: Quote): Shaped {
  if (!isRecord(value)) return single(value, path, expected('an object', quote(value, path)));
  const known = Object.entries(field.fields).map(([key, inner]): [string, Shaped] =>
    value[key] === undefined && field.required.includes(key)
      ? [key, { sound: undefined, problems: [{ path: join(path, key), reason: missing(inner) }] }]
      : [key, shape(value[key], inner, join(path, key), quote)],
  );
  const names = Object.keys(field.fields);
  const unknown = Object.keys(value)
    .filter((key) => value[key] !== undefined && !names.includes(key))
    .map((key): [string, Shaped] => [key, single(undefined, join(path, key), strange(key, names))]);
  return properties([...known, ...unknown]);
}

function properties(entries: [string, Shaped][]): Shaped {
  return {
    sound: Object.fromEntries(
      entries.filter(([, { sound }]) => sound !== undefined).map(([key, { sound }]) => [key, sound]),
    ),
    problems: entries.flatMap(([, { problems }]) => problems),
  };
}

const soundsSecret = /password|passwd|secret|token|credential|auth$/i;

const secretInClear =
  'Passwords are made at random and kept encrypted; none belongs here. Remove it, and if it is a real one, ' +
  'change it wherever it is used, since it stood here in clear.';

function strange(key: string, names: readonly string[]): string {
  if (soundsSecret.test(key)) return `There is no such argument. ${secretInClear}`;
  return `There is no such argument.${didYouMean(key, names) || ` Known here: ${either(names)}.`}`;
}

function choiceOf({ allowed, amongst }: TextField): string | undefined {
  return amongst ?? (allowed && either(allowed));
}

function missing(field: Field): string {
  const words = field.kind === 'text' ? choiceOf(field) : undefined;
  const choice = words === undefined ? '' : ` Choose ${words}.`;
  return `Is missing and has no default.${choice}`;
}

function expected(what: string, given: string): string {
  return `Expected ${what}, given ${given}.`;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
