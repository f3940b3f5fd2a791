// Workloads of Redis on Kubernetes and what stands beside them, which cases change.

import type { Given } from '../../wire.ts';
import type { RuleCase } from '../case.ts';

export type Fields = Record<string, unknown>;

/** What can be different about a workload of the tests: each object is laid over the usual one. */
export interface Different {
  kind?: 'StatefulSet' | 'Deployment';
  metadata?: Fields;
  spec?: Fields;
  labels?: Fields;
  pod?: Fields;
  container?: Fields;
}

const secure = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
};

export const tls = ['--port', '0', '--tls-port', '6379'];

export const spread = {
  topologyKey: 'topology.kubernetes.io/zone',
  whenUnsatisfiable: 'DoNotSchedule',
  maxSkew: 1,
  minDomains: 3,
};

const apart = {
  podAntiAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname' }],
  },
};

/** A set of Redis servers that every rule is content with, but for what is different. */
export function servers({
  kind = 'StatefulSet',
  metadata,
  spec,
  labels,
  pod,
  container,
}: Different = {}): Given {
  const redis = {
    name: 'redis',
    image: 'docker.io/valkey/valkey:8.0.11@sha256:0f',
    command: ['valkey-server', ...tls, '--aclfile', '/secrets/users.acl'],
    resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '1Gi' } },
    securityContext: secure,
    livenessProbe: { exec: { command: ['alive'] } },
    readinessProbe: { exec: { command: ['ready'] } },
    volumeMounts: [{ name: 'data', mountPath: '/data' }],
    ...container,
  };
  return {
    type: `kubernetes:apps/v1:${kind}`,
    props: {
      apiVersion: 'apps/v1',
      kind,
      metadata: { name: 'main-data', namespace: 'redis', ...metadata },
      spec: {
        replicas: 3,
        serviceName: 'main-data',
        template: {
          metadata: { labels: labels ?? { app: 'redis', role: 'data' } },
          spec: {
            automountServiceAccountToken: false,
            serviceAccountName: 'redis',
            securityContext: {
              runAsNonRoot: true,
              runAsUser: 10001,
              seccompProfile: { type: 'RuntimeDefault' },
            },
            topologySpreadConstraints: [spread],
            affinity: apart,
            containers: [redis],
            volumes: [{ name: 'config', configMap: { name: 'main-config' } }],
            ...pod,
          },
        },
        volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { storageClassName: 'encrypted' } }],
        persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
        ...spec,
      },
    },
  };
}

export function sentinels({ container, ...different }: Different = {}): Given {
  return servers({
    metadata: { name: 'main-sentinel' },
    labels: { app: 'redis', role: 'sentinel' },
    ...different,
    container: {
      name: 'sentinel',
      command: ['valkey-sentinel', '/state/sentinel.conf', ...tls],
      volumeMounts: [{ name: 'state', mountPath: '/state' }],
      ...container,
    },
  });
}

/** An application that is no Redis, and has everything wrong. */
export const stranger: Given = {
  type: 'kubernetes:apps/v1:Deployment',
  name: 'shop',
  props: { spec: { template: { spec: { containers: [{ name: 'shop', image: 'shop' }] } } } },
};

/** Something of the same namespace, or of another. */
export function object(type: string, props: Fields, name?: string): Given {
  return {
    type: `kubernetes:${type}`,
    props: { ...props, metadata: { namespace: 'redis', ...(props.metadata as object) } },
    name: name ?? type,
  };
}

export const storageClass = (parameters: Fields) =>
  object('storage.k8s.io/v1:StorageClass', { metadata: { name: 'encrypted' }, parameters });

export function cronJob(containers: Fields[], more: Fields = {}): Given {
  const jobTemplate = { spec: { template: { spec: { containers } } } };
  return object('batch/v1:CronJob', { ...more, spec: { schedule: '0 3 * * *', jobTemplate } });
}

export const backup = (env: Fields[], more: Fields = {}) =>
  cronJob([{ name: 'backup', image: 'redis:8.0.1', env }], more);

export const chosen = { matchLabels: { app: 'redis', role: 'data' } };

export const config = (text: string, more: Fields = {}) =>
  object('core/v1:ConfigMap', { metadata: { name: 'main-config' }, data: { 'redis.conf': text, ...more } });

export const named = (given: Given, name: string): Given => ({ ...given, name });

/** A rule on workloads of Redis: `bad` by what is different; another program's workload is none of its business. */
export function onPods(
  bad: Record<string, Different & { says?: RegExp }>,
  o: { absent: Different; holds?: boolean; unknown: Different; comes?: 'advice' | 'holds' | 'refused' },
): RuleCase {
  const refused = Object.entries(bad).map(([what, { says, ...different }]) => [
    what,
    { ...servers(different), ...(says && { says }) },
  ]);
  return {
    good: servers(),
    alsoGood: { 'no Redis at all': stranger, Sentinels: sentinels() },
    bad: Object.fromEntries(refused),
    absent: { ...servers(o.absent), holds: o.holds ?? false },
    unknown: { ...servers(o.unknown), comes: o.comes ?? 'advice' },
  };
}

export const variable = (one: Fields) => ({ container: { env: [one] } });
