// Reads properties of which nothing is sure: what is not of the expected type reads as absent.

import type { Props } from '../pack/rule.ts';
import { unlessUnknown } from '../pack/unknown.ts';

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** A truth as the SDKs of several ages write it. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}

/** The fields of an object; none where it is none. */
export function fields(value: unknown): Props {
  return isObject(value) ? value : {};
}

/** The entries of a list; none where it is none. */
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? Array.from(value) : [];
}

/** The same, each as an object. */
export function objects(value: unknown): Props[] {
  return list(value).map(fields);
}

/** The entries of a list or an object that are text. */
export function texts(value: unknown): string[] {
  const all = Array.isArray(value) ? list(value) : Object.values(fields(value));
  return all.filter((one) => typeof one === 'string');
}

/** Whether a property is set to something. One that only the deployment will know counts: an id of another resource, a password. */
export function isGiven(props: Props, name: string): boolean {
  const value = unlessUnknown(() => props[name], true);
  return value != null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

/** A property, or undefined where a preview does not know it: for what cannot be wrong while it is not known. */
export function ifKnown(props: Props, name: string): unknown {
  return unlessUnknown(() => props[name], undefined);
}

function isObject(value: unknown): value is Props {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
