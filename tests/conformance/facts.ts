// What the resources of each cloud say of themselves, to hold the backends' statements against it.

import type { ResourceState } from '../../engine/state/snapshot.ts';
import type { BackendName, Guarantees } from '../../providers/backend.ts';
import { inClear } from './values.ts';

type Inputs = Record<string, unknown>;

export interface Resource {
  type: string;
  urn: string;
  inputs: Inputs;
}

/** The resources of one instance, in clear. */
export function resourcesOf(all: readonly ResourceState[], instance: string): Resource[] {
  return all
    .filter(({ parent }) => parent?.endsWith(`::${instance}`))
    .map(({ type, urn, inputs }) => ({ type, urn, inputs: inClear(inputs) as Inputs }));
}

/** What is done, read from resources alone. Absent: nothing here shows it. */
export interface Facts {
  atRest?: boolean;
  inTransit?: boolean;
  multiAz?: boolean;
  failsOver?: boolean;
  /** Days. */
  snapshots?: number;
}

/** By backend. What a service always does shows in no resource. */
export const factsOf: Readonly<Record<BackendName, (resources: readonly Resource[]) => Facts>> = {
  local: () => ({ atRest: false, multiAz: false, snapshots: 0 }),
  kubernetes: (resources) => ({
    multiAz: resources
      .filter(({ type }) => type.endsWith(':StatefulSet'))
      .every(({ inputs }) => JSON.stringify(inputs).includes('topology.kubernetes.io/zone')),
  }),
  elasticache(resources) {
    const cache = inputsOf(resources, 'aws:elasticache/serverlessCache:ServerlessCache');
    if (cache.name !== undefined) return { snapshots: Number(cache.snapshotRetentionLimit ?? 0) };
    const group = inputsOf(resources, 'aws:elasticache/replicationGroup:ReplicationGroup');
    return {
      atRest: group.atRestEncryptionEnabled === true,
      inTransit: group.transitEncryptionEnabled === true,
      multiAz: group.multiAzEnabled === true,
      failsOver: group.automaticFailoverEnabled === true,
      snapshots: Number(group.snapshotRetentionLimit ?? 0),
    };
  },
  digitalocean(resources) {
    const cluster = inputsOf(resources, 'digitalocean:index/databaseCluster:DatabaseCluster');
    return { failsOver: cluster.nodeCount === 2, multiAz: false, snapshots: 0 };
  },
  upstash(resources) {
    const { prodPack } = inputsOf(resources, 'upstash:index/redisDatabase:RedisDatabase');
    return { atRest: prodPack === true, multiAz: prodPack === true, snapshots: 0 };
  },
};

/** What a statement says, in the same words. */
export function statedFacts(guarantees: Guarantees): Required<Facts> {
  const done = ({ state }: { state: string }) => state === 'enforced' || state === 'always';
  return {
    atRest: done(guarantees.encryptionAtRest),
    inTransit: done(guarantees.encryptionInTransit),
    multiAz: done(guarantees.multiAz),
    failsOver: done(guarantees.automaticFailover),
    snapshots: done(guarantees.snapshots) ? guarantees.snapshots.retentionDays : 0,
  };
}

/** Types that a cloud lets carry labels, and where. Absent: the type has none. */
export function labelsOf({ type, inputs }: Resource): Inputs | undefined {
  if (type.startsWith('kubernetes:'))
    return (inputs.metadata as { labels?: Inputs } | undefined)?.labels ?? {};
  if (type === 'digitalocean:index/databaseCluster:DatabaseCluster')
    return Object.fromEntries(((inputs.tags as string[] | undefined) ?? []).map((tag) => tag.split(':', 2)));
  const bare = ['aws:secretsmanager/secretVersion:SecretVersion'];
  if (type.startsWith('aws:') && !bare.includes(type)) return (inputs.tags as Inputs | undefined) ?? {};
  return undefined;
}

function inputsOf(resources: readonly Resource[], wanted: string): Inputs {
  return resources.find(({ type }) => type === wanted)?.inputs ?? {};
}
