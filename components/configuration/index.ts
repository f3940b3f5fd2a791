// A stack's `redis-ha:` keys -> the instances to make, or everything that is wrong with them, each with its key.
// Pure: the program reads the configuration, this folder understands it. What an argument may hold is said in
// validate/, not here.

import { distance } from 'fastest-levenshtein';
import type { Problem } from '../../providers/backend.ts';
import type { RedisHAArgs } from '../args/index.ts';
import { type Backends, judgeArgs } from '../validate/index.ts';
import type { Found } from './found.ts';
import { inClear } from './inClear.ts';
import { firstName } from './instances.ts';
import { type Keys, readKeys } from './keys.ts';
import { namedInstances } from './named.ts';
import { firstStep, quoting } from './origin.ts';
import type { Seal } from './parse.ts';

/** The namespace of our keys, whatever the project is called. */
export const namespace = 'redis-ha';

/** A stack's configuration as Pulumi gives it to a program: every namespace, full keys, values as text. */
export interface StackConfiguration {
  values: Readonly<Record<string, string>>;
  /** Full keys whose values are stored encrypted. */
  secretKeys: readonly string[];
}

export interface Instance {
  name: string;
  args: RedisHAArgs;
}

/** The instances, the first one first; or the problems, with full keys as paths. Never both. */
export type Configuration = { instances: Instance[]; problems?: undefined } | { problems: Problem[] };

/**
 * Understands the keys of our namespace and leaves the others alone. `seal` wraps a value that the configuration
 * holds as a secret, so that it stays one.
 */
export function readConfiguration(stack: StackConfiguration, backends: Backends, seal: Seal): Configuration {
  const keys = readKeys(stack.values, stack.secretKeys, namespace, seal);
  const { instances, problems } =
    keys.instances === undefined ? oneInstance(keys, backends) : namedInstances(keys, backends);
  const ours = [...keys.problems, ...problems].map(({ path, reason }) => ({
    path: `${namespace}:${path}`,
    reason,
  }));
  const open = inClear(stack.values, stack.secretKeys);
  const all = [...open, ...mistypedNamespaces(Object.keys(stack.values)), ...ours.filter(unlike(open))];
  if (all.length > 0) return { problems: unique(all) };
  // Nothing was found wrong with them, so they are what their type says.
  return { instances: instances.map(({ name, args }) => ({ name, args: args as unknown as RedisHAArgs })) };
}

/** What else is wrong with a key that holds a credential may quote it, and can wait. */
function unlike(open: readonly Problem[]): (problem: Problem) => boolean {
  const keys = new Set(open.map(({ path }) => firstStep(path)));
  return ({ path }) => !keys.has(firstStep(path));
}

/** `redisha:zones` would be somebody else's key and change nothing, in silence. */
function mistypedNamespaces(keys: string[]): Problem[] {
  return keys.flatMap((key) => {
    const [given = '', name = ''] = key.split(':', 2);
    if (given === namespace || distance(given, namespace) > 1) return [];
    return [
      { path: key, reason: `Nothing reads the namespace ${given}. Did you mean ${namespace}:${name}?` },
    ];
  });
}

function oneInstance({ shared, secret }: Keys, backends: Backends): Found {
  const { problems = [] } = judgeArgs(
    shared,
    backends,
    quoting((path) => secret.has(firstStep(path))),
  );
  return { instances: [{ name: firstName, args: shared }], problems };
}

/** A key beside the instances is judged once for each of them and reported once. */
function unique(problems: Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.path} ${problem.reason}`, problem])).values()];
}
