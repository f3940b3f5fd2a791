// The value of `redis-ha:instances`: each instance judged with the keys beside it as defaults, then side by side.

import { backendNames, type Problem } from '../../providers/backend.ts';
import { type Backends, judgeArgs } from '../validate/index.ts';
import { isRecord, show } from '../validate/shape.ts';
import type { Found, Written } from './found.ts';
import { inOrder, nameProblems } from './instances.ts';
import { instancesKey, type Keys } from './keys.ts';
import { mergeInstance } from './merge.ts';
import { firstStep, isOwn, quoting } from './origin.ts';

export function namedInstances(keys: Keys, backends: Backends): Found {
  const given = keys.instances;
  if (!isRecord(given) || Object.keys(given).length === 0)
    return nothing(instancesKey, 'Expected an object with one key for each instance.');

  const names = inOrder(Object.keys(given));
  const each = names.map((name) => namedInstance(name, given[name], keys, backends));
  const instances = each.flatMap((found) => found.instances);
  const problems = [
    ...nameProblems(names),
    ...each.flatMap((found) => found.problems),
    ...unusedObjects(keys.shared, instances),
    ...conflicts(instances, backends),
  ];
  return { instances, problems };
}

function namedInstance(name: string, own: unknown, { shared, secret }: Keys, backends: Backends): Found {
  if (!isRecord(own)) return nothing(place(name), `Expected an object, given ${show(own)}.`);

  const args = mergeInstance(shared, own);
  const quote = quoting((path) => secret.has(isOwn(path, own, shared) ? instancesKey : firstStep(path)));
  const judged = judgeArgs(args, backends, quote);
  if (!judged.problems) return { instances: [{ name, args, spec: judged.spec }], problems: [] };
  const problems = judged.problems.map(({ path, reason }) => ({
    path: isOwn(path, own, shared) ? `${place(name)}.${path}` : path,
    reason,
  }));
  return { instances: [{ name, args }], problems };
}

/** Backend objects beside the instances that none of them runs on: they have no effect, so they are refused. */
function unusedObjects(shared: Record<string, unknown>, instances: readonly Written[]): Problem[] {
  const used = new Set(instances.map(({ args }) => args.backend));
  return backendNames
    .filter((name) => shared[name] !== undefined && !used.has(name))
    .map((name) => ({
      path: name,
      reason: `Has no effect: no instance runs on ${name}. Remove it, or give an instance backend: ${name}.`,
    }));
}

/** What each backend finds when it looks at its instances side by side. */
function conflicts(instances: readonly Written[], backends: Backends): Problem[] {
  return Object.values(backends).flatMap((backend) => {
    const specs = new Map(
      instances.flatMap(({ name, spec }) => (spec?.backend === backend.name ? [[name, spec] as const] : [])),
    );
    const found = backend.checkTogether?.(specs) ?? [];
    return found.map(({ instance, path, reason }) => ({ path: `${place(instance)}.${path}`, reason }));
  });
}

function place(name: string): string {
  return `${instancesKey}.${name}`;
}

function nothing(path: string, reason: string): Found {
  return { instances: [], problems: [{ path, reason }] };
}
