// Every argument with what it may hold: the one table behind validation, configuration and the editors' schema.
// The words come from args.ts and backend.ts; a property that is added there and not here does not compile.

import { backendNames } from '../../providers/backend.ts';
import type {
  BindingArgs,
  DigitaloceanArgs,
  ElasticacheArgs,
  EncryptionArgs,
  FailoverArgs,
  KubernetesArgs,
  KubernetesMetricsArgs,
  KubernetesNetworkArgs,
  KubernetesPasswordsArgs,
  KubernetesResourcesArgs,
  KubernetesStorageArgs,
  KubernetesTlsArgs,
  LocalArgs,
  RedisHAArgs,
  SnapshotArgs,
  UpstashArgs,
  WaiverArgs,
} from '../args.ts';
import { readDay } from '../posture/day.ts';
import { ruleIds } from '../posture/index.ts';
import { type BooleanField, type Field, object, type TextField } from './field.ts';
import { isDailyWindow, isWeeklyWindow } from './time.ts';

const text: TextField = { kind: 'text' };
const name: TextField = {
  kind: 'text',
  form: { says: 'text that is not empty', fits: (t) => t.trim() !== '' },
};
const truth: BooleanField = { kind: 'boolean' };
const port: Field = { kind: 'number', whole: true, min: 1024, max: 65000 };

const encryption = object<EncryptionArgs>({
  atRest: truth,
  inTransit: truth,
  kmsKeyId: { kind: 'text', input: true },
});

const snapshots = object<SnapshotArgs>({
  retentionDays: { kind: 'number', whole: true, min: 0 },
  window: {
    kind: 'text',
    form: { says: 'a window of at least 60 minutes, HH:MM-HH:MM in UTC', fits: isDailyWindow },
  },
});

const failover = object<FailoverArgs>({
  profile: { kind: 'text', allowed: ['fast', 'balanced', 'calm'] },
});

const waiver = object<WaiverArgs>(
  {
    rule: { kind: 'text', allowed: ruleIds },
    reason: name,
    until: {
      kind: 'text',
      form: { says: 'a day that exists, YYYY-MM-DD', fits: (t) => readDay(t) !== undefined },
    },
    resource: name,
  },
  'rule',
  'reason',
);

const binding = object<BindingArgs>(
  {
    kind: { kind: 'text', allowed: ['kubernetes-secret', 'aws-secrets-manager'] },
    name,
    namespace: name,
  },
  'kind',
  'name',
);

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
const generation: Field = { kind: 'number', whole: true, min: 1 };

const kubernetes = object<KubernetesArgs>({
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
    form: { says: "a snapshot's file name, *.rdb", fits: (t) => /^[\w-][\w.-]*\.rdb$/.test(t) },
  },
  separateHosts: truth,
});

/** Each backend's own object. */
export const ownFields = {
  local: object<LocalArgs>({ basePort: port, sentinelBasePort: port, directory: name }),
  kubernetes,
  elasticache: object<ElasticacheArgs>({
    nodeType: name,
    kind: { kind: 'text', allowed: ['replication-group', 'serverless'] },
    subnetIds: { kind: 'list', of: { kind: 'text', input: true }, input: true },
  }),
  digitalocean: object<DigitaloceanArgs>({ size: name, region: name }),
  upstash: object<UpstashArgs>({ primaryRegion: name, prodPack: truth }),
};

/** The whole argument object of RedisHA. */
export const argumentFields = object<RedisHAArgs>(
  {
    backend: { kind: 'text', allowed: backendNames },
    topology: { kind: 'text', allowed: ['replicated', 'cluster'] },
    purpose: { kind: 'text', allowed: ['durable', 'cache'] },
    engine: { kind: 'text', allowed: ['redis', 'valkey'] },
    version: text,
    memoryGb: { kind: 'number', above: 0 },
    replicas: { kind: 'number', whole: true, min: 0, max: 5 },
    shards: { kind: 'number', whole: true, min: 1, max: 90 },
    zones: { kind: 'number', whole: true, min: 1 },
    encryption,
    snapshots,
    maintenanceWindow: {
      kind: 'text',
      form: { says: 'a window of at least 60 minutes, ddd:HH:MM-ddd:HH:MM in UTC', fits: isWeeklyWindow },
    },
    failover,
    waivers: { kind: 'list', of: waiver },
    allowReplacement: truth,
    protect: truth,
    tags: { kind: 'map' },
    bindings: { kind: 'list', of: binding },
    ...ownFields,
  },
  'backend',
);
