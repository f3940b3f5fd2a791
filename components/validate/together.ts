// Arguments that are right one by one and wrong together.

import { backendNames, type Problem, type RedisSpec } from '../../providers/backend.ts';
import type { SoundArgs } from './soundArgs.ts';

/** Whether the asked-for numbers agree with each other. Defaults always do. */
export function disagreements(args: SoundArgs, spec: RedisSpec): Problem[] {
  const nodes = spec.shards * (spec.replicas + 1);
  const found: Problem[] = [];
  if (spec.topology === 'replicated' && spec.shards > 1)
    found.push({
      path: 'shards',
      reason: `Topology replicated has one primary, given ${spec.shards}. Set topology: cluster, or leave shards out.`,
    });
  if (args.zones !== undefined && args.zones > nodes)
    found.push({
      path: 'zones',
      reason: `${nodes} nodes cannot stand in ${args.zones} zones. Set replicas to ${args.zones - 1} or more, or zones to ${nodes} or less.`,
    });
  return found;
}

/** The own objects of other backends: they would have no effect, so they are refused rather than ignored. */
export function strangers(args: SoundArgs): Problem[] {
  return backendNames
    .filter((name) => name !== args.backend && args[name] !== undefined)
    .map((name) => ({
      path: name,
      reason: `Has no effect with backend ${args.backend}. Remove it, or choose backend: ${name}.`,
    }));
}
