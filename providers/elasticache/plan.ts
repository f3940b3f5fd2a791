// What an instance is made of, as the arguments of Pulumi's resources: pure, so that a test sees it without any engine.

import type { RedisSpec } from '../backend.ts';
import { familyOf, majorOf, runningOf } from './engines.ts';
import { type Own, ownOf } from './own.ts';

export interface Plan {
  name: string;
  spec: RedisSpec;
  own: Own;
  engine: string;
  version: string;
  family: string;
  /** Nodes of the whole group. */
  nodes: number;
  tags: Record<string, string>;
}

/** `origin`: where the instance was described, for its tags. */
export function planOf(name: string, spec: RedisSpec, origin: { project: string; stack: string }): Plan {
  const running = runningOf(spec);
  return {
    name,
    spec,
    own: ownOf(spec),
    ...running,
    family: familyOf(running),
    nodes: spec.shards * (spec.replicas + 1),
    tags: {
      'redis-ha:project': origin.project,
      'redis-ha:stack': origin.stack,
      'redis-ha:instance': name,
      ...spec.tags,
    },
  };
}

export function parameterGroup({ spec, own, family, name, tags }: Plan) {
  const policy = spec.purpose === 'cache' ? 'allkeys-lru' : 'noeviction';
  const all = { ...own.parameters, 'maxmemory-policy': policy, ...clusterParameters(spec) };
  const names = Object.keys(all) as (keyof typeof all)[];
  return {
    family,
    description: `Redis ${name}, ${spec.purpose}`,
    parameters: names.sort().map((key) => ({ name: key, value: all[key] ?? '' })),
    tags,
  };
}

/** A group in cluster mode takes no other parameter group. */
function clusterParameters({ topology }: RedisSpec): Record<string, string> {
  return topology === 'cluster' ? { 'cluster-enabled': 'yes' } : {};
}

/** The group without what other resources say of themselves. */
export function replicationGroup(plan: Plan) {
  const { name, spec, own, engine, version, tags } = plan;
  const failsOver = spec.replicas > 0;
  return {
    description: `Redis ${name}, ${spec.purpose}, by redis-ha`,
    engine,
    engineVersion: version,
    nodeType: own.nodeType,
    port: own.port,
    ...(spec.topology === 'cluster'
      ? { clusterMode: 'enabled', numNodeGroups: spec.shards, replicasPerNodeGroup: spec.replicas }
      : { clusterMode: 'disabled', numCacheClusters: spec.replicas + 1 }),
    // AWS makes no group in cluster mode without it, replicas or not.
    automaticFailoverEnabled: failsOver || spec.topology === 'cluster',
    multiAzEnabled: failsOver && spec.zones > 1,
    atRestEncryptionEnabled: spec.encryption.atRest,
    transitEncryptionEnabled: true,
    transitEncryptionMode: 'required',
    snapshotRetentionLimit: spec.snapshots.retentionDays,
    ...(spec.snapshots.window !== undefined && { snapshotWindow: spec.snapshots.window }),
    ...(spec.maintenanceWindow !== undefined && { maintenanceWindow: spec.maintenanceWindow }),
    applyImmediately: own.applyImmediately,
    autoMinorVersionUpgrade: own.autoMinorVersionUpgrade,
    tags,
  };
}

export function serverlessCache({ name, spec, own, engine, version, tags }: Plan) {
  const { maxDataGb, maxEcpuPerSecond } = own.serverless;
  const limited = maxDataGb !== undefined || maxEcpuPerSecond !== undefined;
  return {
    engine,
    majorEngineVersion: majorOf(version),
    description: `Redis ${name}, ${spec.purpose}, by redis-ha`,
    snapshotRetentionLimit: spec.snapshots.retentionDays,
    ...(spec.snapshots.window !== undefined && { dailySnapshotTime: spec.snapshots.window.slice(0, 5) }),
    ...(limited && {
      cacheUsageLimits: {
        ...(maxDataGb !== undefined && { dataStorage: { maximum: maxDataGb, unit: 'GB' } }),
        ...(maxEcpuPerSecond !== undefined && { ecpuPerSeconds: [{ maximum: maxEcpuPerSecond }] }),
      },
    }),
    tags,
  };
}
