import type { RedisSpec } from '../backend.ts';

/** Sentinels of one instance: the least number that outlives the loss of one. */
export const sentinelCount = 3;
export const defaultBasePort = 6380;
export const defaultSentinelBasePort = 26380;

/** One server or Sentinel. */
export type Member = {
  /** `server-1` or `sentinel-1`. */
  name: string;
  port: number;
};

export interface Layout {
  servers: Member[];
  sentinels: Member[];
}

/** Which process listens where. Expects a spec that `check` has found right. */
export function layoutOf(spec: Pick<RedisSpec, 'replicas' | 'own'>): Layout {
  const basePort = spec.own.basePort ?? defaultBasePort;
  const sentinelBasePort = spec.own.sentinelBasePort ?? defaultSentinelBasePort;
  return {
    servers: members('server', Number(basePort), spec.replicas + 1),
    sentinels: members('sentinel', Number(sentinelBasePort), sentinelCount),
  };
}

/** Sentinels that must agree before anything happens: more than half. */
export function quorumOf(sentinels: number): number {
  return Math.floor(sentinels / 2) + 1;
}

function members(kind: string, basePort: number, count: number): Member[] {
  return Array.from({ length: count }, (_, i) => ({ name: `${kind}-${i + 1}`, port: basePort + i }));
}
