import type { InstanceProblem, RedisSpec } from '../backend.ts';

/** What instances of one stack may not share: the name of a secret. Everything else has a name of its own. */
export function checkTogether(specs: ReadonlyMap<string, RedisSpec>): InstanceProblem[] {
  const all = [...specs];
  return all.flatMap(([instance, { bindings }], position) =>
    all.slice(0, position).flatMap(([earlier, other]) =>
      bindings.flatMap(({ name }, index) => {
        if (!other.bindings.some((binding) => binding.name === name)) return [];
        const reason = `Instance ${earlier} writes its connection to ${name} too: give each a name of its own.`;
        return [{ instance, path: `bindings[${index}].name`, reason }];
      }),
    ),
  );
}
