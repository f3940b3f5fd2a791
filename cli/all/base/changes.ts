// The inputs of every resource in two renderings, held against each other. Pure.

import { isDeepStrictEqual } from 'node:util';
import type { ResourceState } from '../../../engine/state/snapshot.ts';
import { type PropertyValue, Secret } from '../../../engine/wire/value.ts';
import { plain } from '../../show/values.ts';

/** One value that differs. What is not there is absent; a secret is never in it. */
export interface Difference {
  /** `spec.replicas`, `rules[0].value`. */
  path: string;
  before?: unknown;
  after?: unknown;
}

export interface Change {
  kind: 'added' | 'removed' | 'changed';
  urn: string;
  type: string;
  /** Of a resource that is added or removed: none, its inputs are in its preview. */
  differences: Difference[];
  /** Inputs that cannot change in place: the resource is deleted and made anew. */
  replaces?: string[];
}

export type Rendered = Pick<ResourceState, 'urn' | 'type' | 'inputs'>;

/** By URN, in the order of the present rendering, then what is gone. */
export function changesBetween(base: readonly Rendered[], present: readonly Rendered[]): Change[] {
  const before = new Map(base.filter(counts).map((one) => [one.urn, one]));
  const after = new Map(present.filter(counts).map((one) => [one.urn, one]));
  const changed = [...after.values()].flatMap((now): Change[] => {
    const then = before.get(now.urn);
    if (!then) return [{ ...subject(now), kind: 'added', differences: [] }];
    const differences = differencesBetween(then.inputs, now.inputs, '');
    return differences.length > 0 ? [{ ...subject(now), kind: 'changed', differences }] : [];
  });
  const removed = [...before.values()]
    .filter(({ urn }) => !after.has(urn))
    .map((then): Change => ({ ...subject(then), kind: 'removed', differences: [] }));
  return [...changed, ...removed];
}

/** The stack and the providers are Pulumi's own; an SDK's version in a provider's name changes nothing. */
function counts({ type }: Rendered): boolean {
  return !type.startsWith('pulumi:');
}

function subject({ urn, type }: Rendered) {
  return { urn, type };
}

type Value = PropertyValue | undefined;

function differencesBetween(before: Value, after: Value, path: string): Difference[] {
  if (before instanceof Secret || after instanceof Secret)
    return isDeepStrictEqual(open(before), open(after)) ? [] : [difference(path, before, after)];
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }, (_, i) => differencesBetween(before[i], after[i], `${path}[${i}]`)).flat();
  }
  if (isMap(before) && isMap(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differencesBetween(before[key], after[key], step(path, key)));
  }
  return isDeepStrictEqual(before, after) ? [] : [difference(path, before, after)];
}

function difference(path: string, before: Value, after: Value): Difference {
  return {
    path,
    ...(before === undefined ? {} : { before: plain(before, 'hidden') }),
    ...(after === undefined ? {} : { after: plain(after, 'hidden') }),
  };
}

function open(value: Value): Value {
  return value instanceof Secret ? value.value : value;
}

function step(path: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

/** Not one of the engine's own kinds of value, which are leaves. */
function isMap(value: Value): value is Record<string, PropertyValue> {
  if (typeof value !== 'object' || value === null) return false;
  return [Object.prototype, null].includes(Object.getPrototypeOf(value));
}
