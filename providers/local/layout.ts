import type { RedisSpec, Topology } from '../backend.ts';

/** Sentinels of one instance: the least number that outlives the loss of one. */
export const sentinelCount = 3;
export const defaultBasePort = 6380;
export const defaultSentinelBasePort = 26380;
/** From one shard's first port to the next one's: room for as many replicas as there may be, so that no edit moves a port. */
export const shardStride = 10;
/** As Redis has it: the bus of a cluster's node lies so far above its port. */
const defaultBusDistance = 10_000;

/** One server or Sentinel. */
export type Member = {
  /** `server-1` or `sentinel-1`; in a cluster `server-2-1`, the first server of the second shard. */
  name: string;
  port: number;
  /** Where the nodes of a cluster speak to each other. */
  busPort?: number;
};

export interface Layout {
  servers: Member[];
  /** None in a cluster, whose primaries watch each other. */
  sentinels: Member[];
}

type Laid = Pick<RedisSpec, 'replicas' | 'own'> & Partial<Pick<RedisSpec, 'topology' | 'shards'>>;

/** Which process listens where. Expects a spec that `check` has found right. */
export function layoutOf(spec: Laid): Layout {
  const basePort = Number(spec.own.basePort ?? defaultBasePort);
  if (spec.topology === 'cluster') {
    const busBasePort = Number(spec.own.busBasePort ?? basePort + defaultBusDistance);
    return { servers: nodes(basePort, busBasePort, spec.shards ?? 0, spec.replicas + 1), sentinels: [] };
  }
  const sentinelBasePort = Number(spec.own.sentinelBasePort ?? defaultSentinelBasePort);
  return {
    servers: members('server', basePort, spec.replicas + 1),
    sentinels: members('sentinel', sentinelBasePort, sentinelCount),
  };
}

/** The shard of a cluster's server, from 1; undefined for anybody else. */
export function shardOf(name: string): number | undefined {
  const shard = name.match(/^server-(\d+)-\d+$/)?.[1];
  return shard === undefined ? undefined : Number(shard);
}

/** What a group of these members is. */
export function topologyOf({ servers }: Pick<Layout, 'servers'>): Topology {
  return servers.some(({ name }) => shardOf(name) !== undefined) ? 'cluster' : 'replicated';
}

/** Sentinels that must agree before anything happens: more than half. */
export function quorumOf(sentinels: number): number {
  return Math.floor(sentinels / 2) + 1;
}

function members(kind: string, basePort: number, count: number): Member[] {
  return Array.from({ length: count }, (_, i) => ({ name: `${kind}-${i + 1}`, port: basePort + i }));
}

function nodes(basePort: number, busBasePort: number, shards: number, each: number): Member[] {
  return Array.from({ length: shards * each }, (_, i) => {
    const [shard, node] = [Math.floor(i / each), i % each];
    const offset = shard * shardStride + node;
    return {
      name: `server-${shard + 1}-${node + 1}`,
      port: basePort + offset,
      busPort: busBasePort + offset,
    };
  });
}
