// The container that carries snapshots between the pod's volume and a bucket, and what it needs.

import type { core } from '@pulumi/kubernetes/types/input.js';
import type { ObjectStore } from '../own.ts';
import type { Plan } from '../plan.ts';
import { metadataOf, selectorOf } from './meta.ts';
import { containerSecurity } from './pod.ts';

const root = '/etc/redis-ha';

/** An identity apart from the servers', for a role in the cloud: a server has nothing to do with the bucket. */
export function snapshotAccount(
  plan: Plan,
  { serviceAccountAnnotations }: ObjectStore,
): core.v1.ServiceAccount {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      ...metadataOf(plan, snapshotAccountName(plan), 'snapshots'),
      annotations: serviceAccountAnnotations,
    },
    automountServiceAccountToken: false,
  };
}

export function snapshotAccountName({ name }: Plan): string {
  return `${name}-snapshots`;
}

/** Runs one of the scripts with rclone, whose remote `store` is described by variables (rclone.org/docs, "Environment variables"). */
export function storeContainer(
  plan: Plan,
  store: ObjectStore,
  file: 'store.sh' | 'fetch.sh',
  env: core.v1.EnvVar[],
): core.v1.Container {
  const remote = {
    TYPE: 's3',
    PROVIDER: store.provider,
    REGION: store.region,
    ...(store.endpoint !== undefined && { ENDPOINT: store.endpoint }),
    ENV_AUTH: 'true',
    // It would try to make the bucket, which takes a right that nobody should need.
    NO_CHECK_BUCKET: 'true',
  };
  const memory = '256Mi';
  return {
    name: 'store',
    image: store.image,
    command: ['sh', `${root}/scripts/${file}`],
    env: [
      { name: 'HA_NAME', value: plan.name },
      { name: 'HA_STORE', value: `${store.bucket}/${store.prefix ?? `${plan.own.namespace}/${plan.name}`}` },
      ...env,
      ...Object.entries(remote).map(([key, value]) => ({ name: `RCLONE_CONFIG_STORE_${key}`, value })),
    ],
    resources: { requests: { cpu: '50m', memory }, limits: { memory } },
    securityContext: containerSecurity,
    volumeMounts: [
      { name: 'scripts', mountPath: `${root}/scripts`, readOnly: true },
      ...(store.secretName === undefined
        ? []
        : [{ name: 'store', mountPath: `${root}/store`, readOnly: true }]),
      { name: 'snapshots', mountPath: '/snapshots' },
    ],
  };
}

/** The store's keys, and a volume that comes and goes with the pod: a snapshot's way, no place to stay. */
export function storeVolumes(plan: Plan, { secretName }: ObjectStore): core.v1.Volume[] {
  const { className, snapshotSize } = plan.own.storage;
  return [
    ...(secretName === undefined ? [] : [{ name: 'store', secret: { secretName, defaultMode: 0o440 } }]),
    {
      name: 'snapshots',
      ephemeral: {
        volumeClaimTemplate: {
          metadata: { labels: selectorOf(plan, 'snapshots') },
          spec: {
            accessModes: ['ReadWriteOnce'],
            ...(className !== undefined && { storageClassName: className }),
            resources: { requests: { storage: snapshotSize } },
          },
        },
      },
    },
  ];
}
