import { type Given, unknown } from '../servedPack.ts';
import type { RuleCase } from './case.ts';

type Fields = Record<string, unknown>;

/** What can be different about a workload of the tests: each object is laid over the usual one. */
export interface Different {
  kind?: 'StatefulSet' | 'Deployment';
  metadata?: Fields;
  spec?: Fields;
  labels?: Fields;
  pod?: Fields;
  container?: Fields;
}

const security = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
};
const tls = ['--port', '0', '--tls-port', '6379'];
const spread = {
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
    securityContext: security,
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

export function backup(env: Fields[], more: Fields = {}): Given {
  const containers = [{ name: 'backup', image: 'redis:8.0.1', env }];
  const jobTemplate = { spec: { template: { spec: { containers } } } };
  return object('batch/v1:CronJob', { ...more, spec: { schedule: '0 3 * * *', jobTemplate } });
}

const weekly = backup([{ name: 'KEEP_DAYS', value: '7' }]);
const plain = { command: ['redis-server', '--appendonly', 'yes'] };
const config = (data: Fields, metadata: Fields = {}) =>
  object('core/v1:ConfigMap', { metadata: { name: 'main-config', ...metadata }, data });
const velero = (template: Fields) =>
  object('velero.io/v1:Schedule', { metadata: { namespace: 'velero' }, spec: { template } });

export const mission: Record<string, RuleCase> = {
  'kubernetes-redis-encryption-at-rest': {
    good: servers(),
    beside: [storageClass({ encrypted: 'true' })],
    alsoGood: { 'a Sentinel, which stores no data': sentinels(), 'no Redis at all': stranger },
    bad: {
      'a class that nobody knows': { ...servers(), beside: [], says: /`encryptedClasses`/ },
      'a class that does not encrypt': { ...servers(), beside: [storageClass({ encrypted: 'false' })] },
      'no volume': { ...servers({ spec: { volumeClaimTemplates: [] } }), says: /no volume/ },
      'a Deployment': servers({ kind: 'Deployment' }),
    },
    absent: {
      ...servers({ spec: { volumeClaimTemplates: [{ spec: { accessModes: [] } }] } }),
      holds: false,
    },
    unknown: {
      ...servers({ spec: { volumeClaimTemplates: [{ spec: { storageClassName: unknown.text } }] } }),
      comes: 'refused',
    },
    values: [{ set: { encryptedClasses: ['encrypted'] }, given: servers(), holds: true }],
  },
  'kubernetes-redis-encryption-in-transit': {
    good: servers(),
    beside: [],
    alsoGood: {
      'a variable as charts have it': servers({
        container: {
          command: ['run'],
          image: 'bitnami/valkey:8',
          env: [{ name: 'VALKEY_TLS_ENABLED', value: 'yes' }],
        },
      }),
      'no Redis at all': stranger,
    },
    bad: {
      plain: { ...servers({ container: plain }), says: /`tls-port`/ },
      'a Sentinel in clear': sentinels({ container: { command: ['redis-sentinel', '/etc/sentinel.conf'] } }),
      'the other port open': {
        ...servers({ container: { command: ['redis-server', '--tls-port', '6380'] } }),
        says: /set `port` to 0/,
      },
      'a ConfigMap that another pod mounts': {
        ...servers({ container: plain }),
        beside: [config({ 'redis.conf': 'port 0\ntls-port 6379\n' }, { name: 'other' })],
      },
      'a ConfigMap of another namespace': {
        ...servers({ container: plain }),
        beside: [config({ 'redis.conf': 'port 0\ntls-port 6379\n' }, { namespace: 'default' })],
      },
      'switched off by a variable': servers({
        container: { ...plain, env: [{ name: 'REDIS_TLS_ENABLED', value: 'no' }] },
      }),
    },
    absent: { ...servers({ container: { command: undefined } }), holds: false },
    unknown: {
      ...servers({ container: { ...plain, env: [{ name: 'REDIS_TLS_ENABLED', value: unknown.text }] } }),
      comes: 'refused',
    },
  },
  'kubernetes-redis-multi-az': {
    good: servers(),
    alsoGood: {
      Sentinels: sentinels(),
      'affinity instead': servers({
        pod: {
          topologySpreadConstraints: [],
          affinity: {
            podAntiAffinity: {
              requiredDuringSchedulingIgnoredDuringExecution: [
                { topologyKey: 'topology.kubernetes.io/zone' },
              ],
            },
          },
        },
      }),
      'no Redis at all': stranger,
    },
    bad: {
      'only if it is easy': {
        ...servers({
          pod: { topologySpreadConstraints: [{ ...spread, whenUnsatisfiable: 'ScheduleAnyway' }] },
        }),
        says: /different zones/,
      },
      'hosts instead of zones': servers({
        pod: { topologySpreadConstraints: [{ ...spread, topologyKey: 'kubernetes.io/hostname' }] },
      }),
      'one pod': { ...servers({ spec: { replicas: 1 } }), says: /1 pods cannot stand in 2 zones/ },
      'one domain is enough for it': {
        ...servers({ pod: { topologySpreadConstraints: [{ ...spread, minDomains: 1 }] } }),
        says: /`minDomains` comes to 1/,
      },
    },
    absent: { ...servers({ pod: { topologySpreadConstraints: undefined } }), holds: false },
    unknown: { ...servers({ pod: { topologySpreadConstraints: unknown.list } }), comes: 'refused' },
    values: [{ set: { minZones: 4 }, given: servers(), holds: false }],
  },
  'kubernetes-redis-snapshot-retention': {
    good: servers(),
    beside: [weekly],
    alsoGood: { 'a Sentinel, which has nothing to back up': sentinels(), 'no Redis at all': stranger },
    bad: {
      'no job': { ...servers(), beside: [], says: /no CronJob/ },
      'too few days': {
        ...servers(),
        beside: [backup([{ name: 'KEEP_DAYS', value: '6' }])],
        says: /kept for 6 days/,
      },
      'a job that does not say': { ...servers(), beside: [backup([])] },
      'a job of another namespace': {
        ...servers(),
        beside: [backup([{ name: 'KEEP_DAYS', value: '7' }], { metadata: { namespace: 'default' } })],
      },
      'a Velero schedule for others': {
        ...servers(),
        beside: [velero({ ttl: '240h0m0s', includedNamespaces: ['shop'] })],
      },
      'a short Velero schedule': {
        ...servers(),
        beside: [velero({ ttl: '24h0m0s' })],
        says: /kept for 1 days/,
      },
    },
    absent: { ...servers(), props: { spec: servers().props['spec' as never] }, holds: false },
    unknown: {
      ...servers(),
      beside: [backup([{ name: 'KEEP_DAYS', value: unknown.text }])],
      comes: 'refused',
    },
    values: [
      { set: { minRetentionDays: 8 }, given: servers(), holds: false },
      { set: { minRetentionDays: 1 }, given: servers(), holds: true },
    ],
  },
};

export const weeklyBackups: Record<string, Given> = {
  'a job that takes one and carries it away': object('batch/v1:CronJob', {
    spec: {
      jobTemplate: {
        spec: {
          template: {
            spec: {
              initContainers: [{ name: 'take', image: 'valkey:8.0.11' }],
              containers: [
                { name: 'upload', image: 'rclone:1.75.1', env: [{ name: 'KEEP_DAYS', value: '7' }] },
              ],
            },
          },
        },
      },
    },
  }),
  'an annotation': backup([], { metadata: { annotations: { 'redis-ha-policy/retention-days': '7' } } }),
  'a Velero schedule': velero({ ttl: '168h0m0s', includedNamespaces: ['redis'] }),
  'a Velero schedule for all': velero({ ttl: '720h0m0s', includedNamespaces: ['*'] }),
};
