// The keys of one namespace, each parsed by its field; secrets sealed where that is possible, else refused.

import type { Problem } from '../../providers/backend.ts';
import type { Field, Fields } from '../validate/field.ts';
import { argumentFields } from '../validate/fields.ts';
import { nearest } from '../validate/nearest.ts';
import { convert, fromJson, mayBeSecret, parseText, type Seal } from './parse.ts';

/** The key that holds several instances. */
export const instancesKey = 'instances';

export interface Keys {
  /** The arguments beside `instances`, by name. */
  shared: Record<string, unknown>;
  /** The value of `instances`; undefined when the stack has one instance. */
  instances: unknown;
  /** Names of keys that are stored as secrets. */
  secret: ReadonlySet<string>;
  problems: Problem[];
}

/** `values` by full key, `redis-ha:zones`; other namespaces belong to others. */
export function readKeys(
  values: Readonly<Record<string, string>>,
  secretKeys: readonly string[],
  namespace: string,
  seal: Seal,
): Keys {
  const own = (key: string) => (key.startsWith(`${namespace}:`) ? [key.slice(namespace.length + 1)] : []);
  const secret = new Set(secretKeys.flatMap(own));
  const shared: Record<string, unknown> = {};
  const problems: Problem[] = [];
  let instances: unknown;
  for (const [key, text] of Object.entries(values)) {
    for (const name of own(key)) {
      const sealOf = secret.has(name) ? seal : undefined;
      if (name === instancesKey) {
        instances = eachInstance(fromJson(text), sealOf);
        continue;
      }
      const field = fieldOf(name);
      if (field && sealOf && !mayBeSecret(field)) problems.push(needlessSecret(name));
      if (field || !nearest(name, [instancesKey]))
        shared[name] = field ? parseText(text, field, sealOf) : text;
      else problems.push({ path: name, reason: `There is no such key. Did you mean ${instancesKey}?` });
    }
  }
  return { shared, instances, secret, problems };
}

function fieldOf(name: string): Field | undefined {
  const fields: Fields = argumentFields.fields;
  return fields[name];
}

function eachInstance(value: unknown, seal: Seal | undefined): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    // `cache:` with nothing after it is an instance that takes everything from the keys beside it.
    Object.entries(value).map(([name, args]) => [name, convert(args ?? {}, argumentFields, seal)]),
  );
}

function needlessSecret(path: string): Problem {
  const reason =
    'Is stored as a secret, but policies and reports have to show it. Set it again without --secret; nothing that ' +
    'is a secret belongs in it.';
  return { path, reason };
}
