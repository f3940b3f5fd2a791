import type { Problem, RedisSpec } from '../../backend.ts';
import { familyOf, runningOf } from '../engines.ts';
import type { Own } from '../own.ts';
import { missingParameters, parametersOf } from '../parameters.ts';

export function parameterProblems(spec: RedisSpec, { parameters }: Own): Problem[] {
  const family = familyOf(runningOf(spec));
  const known = parametersOf(family);
  return Object.keys(parameters).flatMap((name) => {
    const path = `elasticache.parameters.${name}`;
    if (name === 'maxmemory-policy') {
      const reason = 'The purpose decides it: durable is noeviction, cache is allkeys-lru. Set purpose.';
      return [{ path, reason }];
    }
    if (known.includes(name)) return [];
    const why = missingParameters[name] ?? `${family} has no parameter of this name that can be changed.`;
    return [{ path, reason: why }];
  });
}
