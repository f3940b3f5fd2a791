// Where a value was written, so that an error names the key that a person has to change.

import { isRecord, type Quote, show } from '../validate/shape.ts';

/** How many steps of an argument's path (`waivers[0].until`) exist in `tree`. */
function depth(tree: unknown, path: string): number {
  let value = tree;
  let steps = 0;
  for (const step of path.split(/[.[\]]+/).filter(Boolean)) {
    if (!isRecord(value) && !Array.isArray(value)) break;
    value = Object.entries(value).find(([key]) => key === step)?.[1];
    if (value === undefined) break;
    steps += 1;
  }
  return steps;
}

/** Whether the argument at `path` was written in the instance itself rather than beside `instances`. */
export function isOwn(path: string, own: unknown, shared: unknown): boolean {
  return depth(own, path) >= depth(shared, path);
}

/** The key that an argument's path begins with. */
export function firstStep(path: string): string {
  return path.split(/[.[]/, 1)[0] ?? path;
}

/** Puts values in sentences, but for those that were written as secrets. */
export function quoting(isSecret: (path: string) => boolean): Quote {
  return (value, path) => (isSecret(path) ? 'a secret' : show(value));
}
