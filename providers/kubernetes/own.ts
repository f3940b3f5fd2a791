// The backend's own arguments with their defaults.

import type * as pulumi from '@pulumi/pulumi';
import type { RedisSpec } from '../backend.ts';
import { amountOf, gibibytes, mebibytes } from './quantity.ts';

/** `kubernetes:` of a stack file after validation; components/args/kubernetes.ts says what each is for. */
export interface Own {
  context?: string;
  namespace: string;
  createNamespace: boolean;
  clusterDomain: string;
  image: string;
  imagePullSecrets: string[];
  resources: {
    cpu: string;
    cpuLimit?: string;
    memory: string;
    sentinelCpu: string;
    sentinelMemory: string;
  };
  storage: { className?: string; size: string; sentinelSize: string; snapshotSize: string };
  tls: { issuer?: string; issuerKind: string; ca?: pulumi.Input<string> };
  proxy: { enabled: boolean; image: string; replicas: number; cpu: string; memory: string };
  metrics: { exporter: boolean; exporterImage: string; serviceMonitor: boolean; rules: boolean };
  network: { restrict: boolean; namespaces: string[] };
  passwords: { use: number; alsoAccept?: number };
  nodeSelector: Record<string, string>;
  priorityClass?: string;
  separateHosts: boolean;
  /** Absent where snapshots stay on a volume. */
  objectStore?: ObjectStore;
  restore?: string;
}

/** Where snapshots go, outside the cluster. */
export interface ObjectStore {
  bucket: string;
  /** Absent for the instance's own folder. */
  prefix?: string;
  endpoint?: string;
  region: string;
  provider: string;
  secretName?: string;
  serviceAccountAnnotations: Record<string, string>;
  image: string;
}

type Nested = 'resources' | 'storage' | 'tls' | 'proxy' | 'metrics' | 'network' | 'passwords';
type Given = Partial<Omit<Own, Nested | 'objectStore'>> & { [Key in Nested]?: Partial<Own[Key]> } & {
  objectStore?: Partial<ObjectStore> & Pick<ObjectStore, 'bucket'>;
};

/**
 * The newest patch of the series that the live suites run. Exact, because a floating tag changes what runs behind one's
 * back.
 */
export const defaultVersions = { valkey: '8.0.11', redis: '7.0.15' } as const;

export const repositories = { valkey: 'docker.io/valkey/valkey', redis: 'docker.io/library/redis' } as const;

/** GiB for data when neither `memoryGb` nor `resources.memory` is given. */
export const defaultMemoryGb = 1;

/** Of a server's memory. The rest: copy-on-write while a file is written, replication buffers, clients. */
export const maxmemoryShare = 0.65;

/** The part of a specification that these defaults depend on. */
export type Wanted = Pick<RedisSpec, 'own' | 'engine' | 'version' | 'memoryGb' | 'snapshots'>;

export function ownOf(spec: Wanted): Own {
  const given = spec.own as Given;
  const { objectStore, ...plain } = given;
  const memory = given.resources?.memory ?? memoryFor(spec.memoryGb ?? defaultMemoryGb);
  const size = given.storage?.size ?? gibibytes(3 * (amountOf(memory) ?? 0));
  // The volume is a snapshot's way to the store then, no place to stay.
  const days = objectStore ? 1 : Math.max(1, spec.snapshots.retentionDays);
  return {
    namespace: 'redis',
    createNamespace: false,
    clusterDomain: 'cluster.local',
    image: imageFor(spec),
    imagePullSecrets: [],
    nodeSelector: {},
    separateHosts: true,
    ...plain,
    resources: { cpu: '250m', sentinelCpu: '50m', sentinelMemory: '64Mi', ...given.resources, memory },
    storage: {
      sentinelSize: '1Gi',
      snapshotSize: gibibytes((amountOf(size) ?? 0) * days),
      ...given.storage,
      size,
    },
    tls: { issuerKind: 'Issuer', ...given.tls },
    proxy: {
      enabled: false,
      image: 'docker.io/library/haproxy:3.2.24',
      replicas: 2,
      cpu: '50m',
      memory: '128Mi',
      ...given.proxy,
    },
    metrics: {
      exporter: false,
      exporterImage: 'docker.io/oliver006/redis_exporter:v1.91.1',
      serviceMonitor: false,
      rules: false,
      ...given.metrics,
    },
    network: { restrict: true, namespaces: [], ...given.network },
    passwords: { use: 1, ...given.passwords },
    ...(objectStore && {
      objectStore: {
        region: 'us-east-1',
        provider: objectStore.endpoint === undefined ? 'AWS' : 'Other',
        serviceAccountAnnotations: {},
        image: 'docker.io/rclone/rclone:1.75.1',
        ...objectStore,
      },
    }),
  };
}

/** Bytes that data may take. */
export function maxmemoryOf(own: Own): number {
  return Math.floor((amountOf(own.resources.memory) ?? 0) * maxmemoryShare);
}

/** A server's memory for so many GiB of data. */
export function memoryFor(gibibytesOfData: number): string {
  return mebibytes((gibibytesOfData * 2 ** 30) / maxmemoryShare);
}

function imageFor({ engine = 'valkey', version }: Wanted): string {
  return `${repositories[engine]}:${version ?? defaultVersions[engine]}`;
}
