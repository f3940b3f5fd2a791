import type {
  KubernetesArgs,
  KubernetesMetricsArgs,
  KubernetesNetworkArgs,
  KubernetesObjectStoreArgs,
  KubernetesPasswordsArgs,
  KubernetesProxyArgs,
  KubernetesResourcesArgs,
  KubernetesStorageArgs,
  KubernetesTlsArgs,
} from '../../args/index.ts';
import { isOrigin } from '../address.ts';
import { object, type TextField } from '../field.ts';
import { generation, name, truth } from './words.ts';

const quantity: TextField = {
  kind: 'text',
  form: {
    says: "an amount in Kubernetes' form, for example 250m or 2Gi",
    fits: (t) => /^\d+(\.\d+)?(m|[kMGTPE]|[KMGTPE]i)?$/.test(t),
  },
};
const label: TextField = {
  kind: 'text',
  form: {
    says: 'small letters, digits and dashes, at most 63',
    fits: (t) => /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(t),
  },
};
export const kubernetes = object<KubernetesArgs>({
  context: name,
  namespace: label,
  createNamespace: truth,
  clusterDomain: name,
  image: name,
  imagePullSecrets: { kind: 'list', of: name },
  resources: object<KubernetesResourcesArgs>({
    cpu: quantity,
    cpuLimit: quantity,
    memory: quantity,
    sentinelCpu: quantity,
    sentinelMemory: quantity,
  }),
  storage: object<KubernetesStorageArgs>({
    className: name,
    size: quantity,
    sentinelSize: quantity,
    snapshotSize: quantity,
  }),
  tls: object<KubernetesTlsArgs>({
    issuer: name,
    issuerKind: { kind: 'text', allowed: ['Issuer', 'ClusterIssuer'] },
    ca: { kind: 'text', input: true },
  }),
  proxy: object<KubernetesProxyArgs>({
    enabled: truth,
    image: name,
    replicas: { kind: 'number', whole: true, min: 1, max: 5 },
    cpu: quantity,
    memory: quantity,
  }),
  metrics: object<KubernetesMetricsArgs>({
    exporter: truth,
    exporterImage: name,
    serviceMonitor: truth,
    rules: truth,
  }),
  network: object<KubernetesNetworkArgs>({ restrict: truth, namespaces: { kind: 'list', of: label } }),
  passwords: object<KubernetesPasswordsArgs>({ use: generation, alsoAccept: generation }),
  nodeSelector: { kind: 'map' },
  priorityClass: name,
  restore: {
    kind: 'text',
    form: {
      says: "a snapshot's file name, *.rdb, or what the names of a cluster's begin with, NAME-YYYYMMDDThhmmssZ",
      fits: (t) => /^[\w-][\w.-]*(\.rdb|-\d{8}T\d{6}Z)$/.test(t),
    },
  },
  objectStore: object<KubernetesObjectStoreArgs>(
    {
      bucket: {
        kind: 'text',
        form: {
          says: "a bucket's name, 3 to 63 small letters, digits, dots and dashes",
          fits: (t) => /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(t),
        },
      },
      prefix: {
        kind: 'text',
        form: {
          says: 'a folder like backups/redis, of letters, digits, dots, dashes and underscores',
          fits: (t) => /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(t),
        },
      },
      endpoint: {
        kind: 'text',
        form: {
          says: 'a URL without path and without password, for example https://storage.example.org',
          fits: isOrigin,
        },
      },
      region: name,
      provider: {
        kind: 'text',
        form: {
          says: 'a provider as rclone calls it, for example Minio',
          fits: (t) => /^[A-Za-z][\w-]*$/.test(t),
        },
      },
      secretName: name,
      serviceAccountAnnotations: { kind: 'map' },
      image: name,
    },
    'bucket',
  ),
  separateHosts: truth,
});
