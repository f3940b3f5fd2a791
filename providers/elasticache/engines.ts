// Which engines and versions there are, and what follows from them. A version is written as the service writes it:
// major.minor; it chooses the patch. Source: docs.aws.amazon.com/AmazonElastiCache/latest/dg/supported-engine-versions.html.

import type { Engine, RedisSpec } from '../backend.ts';

export const versions: Readonly<Record<Engine, readonly string[]>> = {
  valkey: ['7.2', '8.0', '8.1', '8.2', '9.0'],
  // The last Redis of the service, and the only one worth beginning with: 7.0 and 6.2 become it in place.
  redis: ['7.1'],
};

export const defaultVersions: Readonly<Record<Engine, string>> = { valkey: '8.0', redis: '7.1' };

export interface Running {
  engine: Engine;
  version: string;
}

export function runningOf(spec: Pick<RedisSpec, 'engine' | 'version'>): Running {
  const engine = spec.engine ?? 'valkey';
  return { engine, version: spec.version ?? defaultVersions[engine] };
}

/** Family of a parameter group: valkey8, redis7. */
export function familyOf({ engine, version }: Running): string {
  return `${engine}${majorOf(version)}`;
}

export function majorOf(version: string): string {
  return version.split('.', 1)[0] ?? version;
}

/**
 * A number that grows with every change the service makes in place, and shrinks with one that replaces: an older version, or
 * Valkey back to Redis.
 */
export function rankOf({ engine, version }: Running): number {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return (engine === 'valkey' ? 10_000 : 0) + major * 100 + minor;
}
