import type { InstanceProblem, RedisSpec } from '../backend.ts';
import { ownOf } from './own.ts';

/** What instances of one stack may not share: a Secret for an application, and the making of a namespace. */
export function checkTogether(specs: ReadonlyMap<string, RedisSpec>): InstanceProblem[] {
  const all = [...specs];
  return all.flatMap(([instance, spec], position) =>
    all
      .slice(0, position)
      .flatMap(([earlier, other]) => [
        ...bindingProblems(instance, spec, earlier, other),
        ...namespaceProblems(instance, spec, earlier, other),
      ]),
  );
}

function bindingProblems(
  instance: string,
  spec: RedisSpec,
  earlier: string,
  other: RedisSpec,
): InstanceProblem[] {
  const taken = new Set(placesOf(other));
  return placesOf(spec).flatMap((place, index) => {
    if (!taken.has(place)) return [];
    const reason = `Instance ${earlier} writes its connection to ${place} too: give each a name of its own.`;
    return [{ instance, path: `bindings[${index}].name`, reason }];
  });
}

/** NAMESPACE/NAME of each Secret. */
function placesOf(spec: RedisSpec): string[] {
  const { namespace } = ownOf(spec);
  return spec.bindings.map((binding) => `${binding.namespace ?? namespace}/${binding.name}`);
}

function namespaceProblems(
  instance: string,
  spec: RedisSpec,
  earlier: string,
  other: RedisSpec,
): InstanceProblem[] {
  const [mine, theirs] = [ownOf(spec), ownOf(other)];
  const both = mine.createNamespace && theirs.createNamespace && mine.namespace === theirs.namespace;
  if (!both) return [];
  const reason = `Instance ${earlier} makes namespace ${mine.namespace} already: set it to false here.`;
  return [{ instance, path: 'kubernetes.createNamespace', reason }];
}
