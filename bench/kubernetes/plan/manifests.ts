import type { KubernetesObject, V1Container, V1PodSpec, V1Service } from '@kubernetes/client-node';

export const masterName = 'freight-master';
/** Not secret: these servers live as long as the bench and hold numbers. */
const password = 'bench';
const dataPort = 6379;
const sentinelPort = 26379;

/**
 * The plan's redis-sentinel-k8s.yaml. What it took to make it start: a sentinel.conf that can be written to, with the password
 * in place of its placeholder and `resolve-hostnames` for the name in it (an init container copies it; the plan mounts it
 * read-only, which Sentinel refuses), and the cluster's default storage class in place of `fast-ssd`. And what the bench
 * adds: `masterauth` for the first primary, without which it could never follow another.
 */
export function planObjects(namespace: string, image: string): KubernetesObject[] {
  const master = servers('redis-master', 'master', 1, image, {
    args: ['--masterauth', '$(REDIS_PASSWORD)'],
    resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '1', memory: '2Gi' } },
    ...probes,
  });
  const replicas = servers('redis-replica', 'replica', 2, image, {
    args: ['--masterauth', '$(REDIS_PASSWORD)', '--replicaof', 'redis-master-0.redis-master', `${dataPort}`],
    resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '500m', memory: '1Gi' } },
  });
  const objects = [
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'redis-secrets' }, stringData: { password } },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'sentinel-config' },
      data: { 'sentinel.conf': conf },
    },
    service('redis-master', dataPort, { app: 'redis', role: 'master' }, 'None'),
    service('redis-replica', dataPort, { app: 'redis', role: 'replica' }, 'None'),
    service('redis-sentinel', sentinelPort, { app: 'redis-sentinel' }),
    master,
    replicas,
    workload('Deployment', 'redis-sentinel', 3, { app: 'redis-sentinel' }, sentinels(image)),
  ];
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    ...objects.map((object) => ({ ...object, metadata: { ...object.metadata, namespace } })),
  ];
}

/** What the plan's application has in its environment. */
export function env(namespace: string): Record<string, string> {
  return {
    REDIS_SENTINELS: `redis-sentinel.${namespace}.svc.cluster.local:${sentinelPort}`,
    REDIS_SENTINEL_MASTER: masterName,
    REDIS_PASSWORD: password,
  };
}

const conf = `port ${sentinelPort}
sentinel resolve-hostnames yes
sentinel monitor ${masterName} redis-master-0.redis-master ${dataPort} 2
sentinel auth-pass ${masterName} REDIS_PASSWORD_PLACEHOLDER
sentinel down-after-milliseconds ${masterName} 5000
sentinel failover-timeout ${masterName} 10000
sentinel parallel-syncs ${masterName} 1
`;

const probe = { exec: { command: ['redis-cli', '-a', '$(REDIS_PASSWORD)', 'ping'] } };
const probes: Partial<V1Container> = {
  livenessProbe: { ...probe, initialDelaySeconds: 10, periodSeconds: 5 },
  readinessProbe: { ...probe, initialDelaySeconds: 5, periodSeconds: 3 },
};
const passwordEnv = {
  name: 'REDIS_PASSWORD',
  valueFrom: { secretKeyRef: { name: 'redis-secrets', key: 'password' } },
};

function servers(
  name: string,
  role: string,
  replicas: number,
  image: string,
  { args = [], ...container }: Partial<V1Container>,
): KubernetesObject {
  const pod: V1PodSpec = {
    containers: [
      {
        name: 'redis',
        image,
        ports: [{ containerPort: dataPort }],
        command: ['redis-server', '--appendonly', 'yes', '--requirepass', '$(REDIS_PASSWORD)', ...args],
        // The official image works there.
        workingDir: '/data',
        env: [passwordEnv],
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
        ...container,
      },
    ],
  };
  const claim = {
    metadata: { name: 'data' },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
  };
  return workload('StatefulSet', name, replicas, { app: 'redis', role }, pod, {
    serviceName: name,
    volumeClaimTemplates: [claim],
  });
}

function sentinels(image: string): V1PodSpec {
  const folder = '/etc/redis';
  const fill = `sed "s/REDIS_PASSWORD_PLACEHOLDER/$REDIS_PASSWORD/" /config/sentinel.conf >${folder}/sentinel.conf`;
  return {
    initContainers: [
      {
        name: 'config',
        image,
        command: ['sh', '-c', fill],
        env: [passwordEnv],
        volumeMounts: [
          { name: 'config', mountPath: '/config' },
          { name: 'writable', mountPath: folder },
        ],
      },
    ],
    containers: [
      {
        name: 'sentinel',
        image,
        ports: [{ containerPort: sentinelPort }],
        command: ['redis-server', `${folder}/sentinel.conf`, '--sentinel'],
        volumeMounts: [{ name: 'writable', mountPath: folder }],
        resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '200m', memory: '256Mi' } },
      },
    ],
    volumes: [
      { name: 'config', configMap: { name: 'sentinel-config' } },
      { name: 'writable', emptyDir: {} },
    ],
  };
}

function workload(
  kind: 'StatefulSet' | 'Deployment',
  name: string,
  replicas: number,
  matchLabels: Record<string, string>,
  spec: V1PodSpec,
  more: object = {},
): KubernetesObject {
  const template = { metadata: { labels: matchLabels }, spec };
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name },
    spec: { replicas, selector: { matchLabels }, template, ...more },
  } as KubernetesObject;
}

function service(
  name: string,
  port: number,
  selector: Record<string, string>,
  clusterIP?: string,
): V1Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { ports: [{ port }], selector, ...(clusterIP && { clusterIP }) },
  };
}
