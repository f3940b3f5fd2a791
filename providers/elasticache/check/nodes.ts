import type { Problem, RedisSpec } from '../../backend.ts';
import { runningOf } from '../engines.ts';
import { findNodeType, type NodeType, nodeTypes, usableGiB } from '../nodeTypes.ts';
import type { Own } from '../own.ts';

/** Nodes of a replication group in cluster mode: 90 without asking AWS for more. */
const mostNodes = 90;

export function nodeProblems(spec: RedisSpec, own: Own): Problem[] {
  return [...typeProblems(spec, own), ...countProblems(spec), ...serverlessOnly(own)];
}

function typeProblems(spec: RedisSpec, { nodeType }: Own): Problem[] {
  const path = 'elasticache.nodeType';
  if (nodeType === undefined)
    return [{ path, reason: `Is missing and has no default. ${suggestion(spec)}`.trim() }];
  const type = findNodeType(nodeType);
  if (!type) return [{ path, reason: strangeType(nodeType) }];
  return [...engineProblems(spec, type, path), ...memoryProblems(spec, type)];
}

function strangeType(name: string): string {
  const family = /^(?:cache\.)?([a-z0-9]+)\./.exec(name)?.[1];
  const ofFamily = nodeTypes
    .filter((type) => type.name.startsWith(`cache.${family}.`))
    .map((type) => type.name);
  if (ofFamily.length > 0)
    return `ElastiCache has no ${JSON.stringify(name)}; of this family it has ${ofFamily.join(', ')}.`;
  if (family !== undefined && /^(t1|t2|m[123]|r3|c1)$/.test(family))
    return `No new group can be made of ${JSON.stringify(name)}: its generation has ended. Take cache.t4g.small or cache.r7g.large.`;
  return `ElastiCache has no ${JSON.stringify(name)}. Small: cache.t4g.small. More: cache.m7g.large, cache.r7g.large.`;
}

function engineProblems(spec: RedisSpec, { name, valkeyOnly }: NodeType, path: string): Problem[] {
  if (!valkeyOnly || runningOf(spec).engine === 'valkey') return [];
  return [
    {
      path,
      reason: `${name} runs Valkey only: set engine to valkey, or take a type of an earlier generation.`,
    },
  ];
}

/** A quarter of a node's memory is in reserve for what is not data. */
function memoryProblems({ memoryGb }: RedisSpec, type: NodeType): Problem[] {
  if (memoryGb === undefined || usableGiB(type) >= memoryGb) return [];
  const enough =
    smallest(memoryGb, (other) => other.name.split('.')[1] === type.name.split('.')[1]) ?? smallest(memoryGb);
  const reason = `${type.name} has ${usableGiB(type).toFixed(1)} GiB for data, a quarter of its memory being in reserve.`;
  return [{ path: 'memoryGb', reason: enough ? `${reason} ${enough.name} has enough.` : reason }];
}

function suggestion({ memoryGb }: RedisSpec): string {
  const type = smallest(memoryGb ?? 1, ({ name }) => /\.(t4g|r7g)\./.test(name));
  return type ? `For ${memoryGb ?? 1} GiB of data: ${type.name}.` : '';
}

function smallest(gib: number, fits: (type: NodeType) => boolean = () => true): NodeType | undefined {
  return nodeTypes
    .filter((type) => fits(type) && usableGiB(type) >= gib)
    .toSorted((a, b) => a.bytes - b.bytes)[0];
}

function countProblems({ topology, shards, replicas }: RedisSpec): Problem[] {
  const nodes = shards * (replicas + 1);
  if (topology === 'replicated' || nodes <= mostNodes) return [];
  const reason = `${shards} shards of ${replicas + 1} nodes are ${nodes}; ElastiCache makes groups of at most ${mostNodes}.`;
  return [{ path: 'shards', reason }];
}

function serverlessOnly({ serverless }: Own): Problem[] {
  if (Object.keys(serverless).length === 0) return [];
  const reason = 'Has an effect with kind: serverless only; leave it out.';
  return [{ path: 'elasticache.serverless', reason }];
}
