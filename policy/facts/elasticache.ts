// ElastiCache as @pulumi/aws names it, and what its rules read of it in common.

import type { Props } from '../pack/rule.ts';
import { fields, isTrue, number, texts } from './read.ts';

export const replicationGroup = 'aws:elasticache/replicationGroup:ReplicationGroup';
export const serverlessCache = 'aws:elasticache/serverlessCache:ServerlessCache';
export const cluster = 'aws:elasticache/cluster:Cluster';
export const parameterGroup = 'aws:elasticache/parameterGroup:ParameterGroup';
export const subnetGroup = 'aws:elasticache/subnetGroup:SubnetGroup';
export const user = 'aws:elasticache/user:User';
export const userGroup = 'aws:elasticache/userGroup:UserGroup';

/** The member of a global datastore that follows another: what the first one decides must not stand here. */
export function isGlobalSecondary(props: Props): boolean {
  return props.globalReplicationGroupId != null;
}

/** An ElastiCache cluster of Memcached is no Redis. */
export function isMemcached(props: Props): boolean {
  return props.engine === 'memcached';
}

/** Nodes that one shard has, its primary among them. Nothing given is one node: AWS's default. */
export function nodesPerShard({ numCacheClusters, replicasPerNodeGroup }: Props): number {
  const replicas = number(replicasPerNodeGroup);
  if (replicas !== undefined) return replicas + 1;
  return number(numCacheClusters) ?? 1;
}

/** Zones that are asked for by name. None: AWS chooses. */
export function namedZones({ preferredCacheClusterAzs, nodeGroupConfigurations }: Props): Set<string> {
  const groups = Array.isArray(nodeGroupConfigurations) ? nodeGroupConfigurations.map(fields) : [];
  const inGroups = groups.flatMap((group) => [
    ...texts(group.primaryAvailabilityZone === undefined ? [] : [group.primaryAvailabilityZone]),
    ...texts(group.replicaAvailabilityZones),
  ]);
  return new Set([...texts(preferredCacheClusterAzs), ...inGroups]);
}

/** The numbers of an engine's version, however short: `7.1` is [7, 1], `6.x` is [6]. */
export function versionOf({ engineVersion }: Props): number[] {
  return String(engineVersion ?? '')
    .split('.')
    .filter((part) => part !== '')
    .map(Number)
    .filter((part) => Number.isInteger(part));
}

export function hasTls({ transitEncryptionEnabled }: Props): boolean {
  return isTrue(transitEncryptionEnabled);
}
