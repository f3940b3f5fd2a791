// Everything about one instance that its objects share: names, addresses, sizes. Pure.

import { createHash } from 'node:crypto';
import type { RedisSpec } from '../backend.ts';
import { maxmemoryOf, type Own, ownOf } from './own.ts';

export const dataPort = 6379;
export const sentinelPort = 26379;
/** Where nodes of a cluster talk to each other. */
export const busPort = dataPort + 10_000;
export const exporterPort = 9121;
/** Sentinels of one instance: the least number that outlives the loss of one. */
export const sentinelCount = 3;
export const quorum = 2;

/** Primaries of a cluster: of fewer no majority is left when one is lost, so nobody could be promoted. */
export const leastShards = 3;

/** The user as whom containers run; the one that the official images make. */
export const uid = 999;

export interface Plan {
  /** The instance's name: the start of every object's name, and what the Sentinels call the primary. */
  name: string;
  own: Own;
  spec: RedisSpec;
  /** Data servers: a primary and its replicas; in a cluster those of each shard. */
  servers: number;
  /** Numbers of a cluster's shards, from 1; none where there is one primary. */
  shards: readonly number[];
  /** Bytes that data may take. */
  maxmemory: number;
  /**
   * The StatefulSets' names, each also that of the Service which gives its pods their addresses. In a cluster `data` is the Service
   * alone, and each shard has a set.
   */
  data: string;
  sentinel: string;
  /** The Deployment's name. */
  proxy: string;
  /** The Service of whoever is primary. */
  primary: string;
  serviceAccount: string;
  members: string;
  tls: boolean;
}

export function planOf(name: string, spec: RedisSpec): Plan {
  const own = ownOf(spec);
  return {
    name,
    own,
    spec,
    servers: spec.replicas + 1,
    shards: spec.topology === 'cluster' ? Array.from({ length: spec.shards }, (_, i) => i + 1) : [],
    maxmemory: maxmemoryOf(own),
    data: spec.topology === 'cluster' ? `${name}-cluster` : `${name}-data`,
    sentinel: `${name}-sentinel`,
    proxy: `${name}-proxy`,
    primary: `${name}-primary`,
    serviceAccount: name,
    members: `${name}-members`,
    tls: spec.encryption.inTransit,
  };
}

export function isCluster({ shards }: Plan): boolean {
  return shards.length > 0;
}

/** The StatefulSet of a shard. */
export function shardSetName({ name }: Plan, shard: number): string {
  return `${name}-shard-${shard}`;
}

/** What follows a pod's name in its address. */
export function domainOf({ own }: Plan, service: string): string {
  return `${service}.${own.namespace}.svc.${own.clusterDomain}`;
}

export interface Member {
  pod: string;
  host: string;
  /** In a cluster: the number of its shard. */
  shard?: number;
}

/** The pods of a StatefulSet of ours, in their order. */
export function membersOf(plan: Plan, set: string, count: number, service = set): Member[] {
  return Array.from({ length: count }, (_, ordinal) => ({
    pod: `${set}-${ordinal}`,
    host: `${set}-${ordinal}.${domainOf(plan, service)}`,
  }));
}

export function serversOf(plan: Plan): Member[] {
  if (!isCluster(plan)) return membersOf(plan, plan.data, plan.servers);
  return plan.shards.flatMap((shard) =>
    membersOf(plan, shardSetName(plan, shard), plan.servers, plan.data).map((member) => ({
      ...member,
      shard,
    })),
  );
}

/** None in a cluster, whose primaries watch each other. */
export function sentinelsOf(plan: Plan): Member[] {
  return isCluster(plan) ? [] : membersOf(plan, plan.sentinel, sentinelCount);
}

/**
 * By what the Sentinels know each other. Fixed, because a majority counts every id ever seen: a Sentinel that comes back
 * under a new one would make the old one a member that never votes again.
 */
export function sentinelId({ own, name }: Plan, { pod }: Member): string {
  return createHash('sha1').update(`redis-ha/${own.namespace}/${name}/${pod}`).digest('hex');
}

/** Where clients that know no Sentinel dial, with the proxy. */
export function primaryHost(plan: Plan): string {
  return domainOf(plan, plan.primary);
}

/**
 * Names that a certificate of this instance vouches for. Wildcards, so that scaling needs no new one; the primary's Service even
 * without a proxy, so that one can be switched on without another certificate.
 */
export function certificateNames(plan: Plan): { dns: string[]; ip: string[] } {
  const services = [plan.data, ...(isCluster(plan) ? [] : [plan.sentinel])].flatMap((service) => {
    const full = domainOf(plan, service);
    return [`*.${full}`, full];
  });
  const local = { dns: ['localhost'], ip: ['127.0.0.1', '::1'] };
  if (isCluster(plan)) return { ...local, dns: [...services, ...local.dns] };
  const { primary, own } = plan;
  const short = `${primary}.${own.namespace}`;
  return { ...local, dns: [...services, primaryHost(plan), `${short}.svc`, short, ...local.dns] };
}
