// The names under `redis-ha:instances`, and which of them comes first.

import type { Problem } from '../../providers/backend.ts';
import { envKeys } from '../env.ts';
import { nameReason } from '../validate/name.ts';

/**
 * The name of the only instance, and of the first of several. Every URN of a stack holds it, so it never changes:
 * a stack that grows from one instance to several keeps the first by calling it `main`.
 */
export const firstName = 'main';

/** `main` first, the others by name: the Pulumi CLI does not keep the order of a configuration object. */
export function inOrder(names: readonly string[]): string[] {
  const rest = names.filter((name) => name !== firstName).sort();
  return names.includes(firstName) ? [firstName, ...rest] : rest;
}

/** What is wrong with the names, themselves and together. `names` in order. */
export function nameProblems(names: readonly string[]): Problem[] {
  const wrong = names.flatMap((name) => {
    const reason = nameReason(name);
    return reason === undefined ? [] : [{ path: `instances.${name}`, reason }];
  });
  return [...wrong, ...sharedKeys(names)];
}

/** REDIS_SENTINEL_PASSWORD would be the first instance's and that of an instance called `sentinel`. */
function sharedKeys(names: readonly string[]): Problem[] {
  const owners = new Map<string, string>();
  const found: Problem[] = [];
  for (const [index, name] of names.entries()) {
    const keys = envKeys(index === 0 ? undefined : name);
    const taken = keys.find((key) => owners.has(key));
    if (taken !== undefined) {
      const reason = `With this name, ${taken} would belong to this instance and to ${owners.get(taken)}. Choose another name.`;
      found.push({ path: `instances.${name}`, reason });
    }
    for (const key of keys) owners.set(key, name);
  }
  return found;
}
