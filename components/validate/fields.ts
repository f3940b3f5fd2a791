// Every argument with what it may hold: the one table behind validation, configuration and the editors' schema.
// The words come from args/ and backend.ts; a property that is added there and not here does not compile.

import { backendNames } from '../../providers/backend.ts';
import type {
  BindingArgs,
  DigitaloceanArgs,
  DigitaloceanFirewallArgs,
  DigitaloceanMigrationArgs,
  DigitaloceanValkeyArgs,
  ElasticacheAlarmsArgs,
  ElasticacheArgs,
  ElasticacheAuthArgs,
  ElasticacheLogsArgs,
  ElasticacheNetworkArgs,
  ElasticacheServerlessArgs,
  EncryptionArgs,
  FailoverArgs,
  KubernetesArgs,
  KubernetesMetricsArgs,
  KubernetesNetworkArgs,
  KubernetesObjectStoreArgs,
  KubernetesPasswordsArgs,
  KubernetesProxyArgs,
  KubernetesResourcesArgs,
  KubernetesStorageArgs,
  KubernetesTlsArgs,
  LocalArgs,
  RedisHAArgs,
  SnapshotArgs,
  UpstashArgs,
  WaiverArgs,
} from '../args/index.ts';
import { readDay } from '../posture/day.ts';
import { waivableRules } from '../posture/index.ts';
import { isIpv4Range, isOrigin } from './address.ts';
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
    rule: { kind: 'text', allowed: waivableRules, amongst: 'a rule that docs/policies.md lists' },
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

const uuid: TextField = {
  kind: 'text',
  form: {
    says: 'a UUID, for example 5a4981aa-9653-4bd1-bef5-d6bff52042e4',
    fits: (t) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(t),
  },
  input: true,
};
const ipv4Range: TextField = {
  kind: 'text',
  form: { says: 'an IPv4 address or range, for example 10.110.0.0/20', fits: isIpv4Range },
};
const nameOrInput: TextField = { ...name, input: true };
const namesOrInputs: Field = { kind: 'list', of: nameOrInput };

const digitalocean = object<DigitaloceanArgs>({
  region: {
    kind: 'text',
    form: { says: "a region's slug, for example fra1", fits: (t) => /^[a-z]{3}\d+$/.test(t) },
  },
  size: {
    kind: 'text',
    form: {
      says: 'a size slug, for example db-s-1vcpu-2gb',
      fits: (t) => /^[a-z0-9]+(-[a-z0-9]+)*-\d+vcpu-\d+gb$/.test(t),
    },
  },
  firewall: object<DigitaloceanFirewallArgs>({
    droplets: namesOrInputs,
    tags: namesOrInputs,
    kubernetesClusters: namesOrInputs,
    apps: namesOrInputs,
    cidrs: { kind: 'list', of: ipv4Range },
  }),
  privateNetworkUuid: uuid,
  endpoint: { kind: 'text', allowed: ['private', 'public'] },
  certificateAuthority: { kind: 'text', allowed: ['public', 'project'] },
  projectId: uuid,
  valkey: object<DigitaloceanValkeyArgs>({
    persistence: { kind: 'text', allowed: ['rdb', 'off'] },
    timeout: { kind: 'number', whole: true, min: 0, max: 31_536_000 },
    notifyKeyspaceEvents: {
      kind: 'text',
      form: {
        says: 'letters of KEg$lshzxeA with K or E among them',
        fits: (t) => /^(?=.*[KE])[KEg$lshzxeA]{1,32}$/.test(t),
      },
    },
    numberOfDatabases: { kind: 'number', whole: true, min: 1, max: 128 },
    ioThreads: { kind: 'number', whole: true, min: 1, max: 32 },
    pubsubClientOutputBufferLimit: { kind: 'number', whole: true, min: 32, max: 512 },
  }),
  migration: object<DigitaloceanMigrationArgs>(
    {
      host: nameOrInput,
      port: { kind: 'number', whole: true, min: 1, max: 65535 },
      username: nameOrInput,
      password: nameOrInput,
      tls: truth,
      ignoreDatabases: { kind: 'list', of: name },
    },
    'host',
    'password',
  ),
});

const upstash = object<UpstashArgs>({
  region: name,
  primaryRegion: name,
  readRegions: { kind: 'list', of: name },
  prodPack: truth,
  budget: { kind: 'number', whole: true, min: 1 },
  autoScale: truth,
  ipAllowlists: { kind: 'list', of: ipv4Range },
});

const id: TextField = { kind: 'text', input: true };
const percent: Field = { kind: 'number', min: 1, max: 100 };

const elasticache = object<ElasticacheArgs>({
  nodeType: name,
  kind: { kind: 'text', allowed: ['replication-group', 'serverless'] },
  port: { kind: 'number', whole: true, min: 1024, max: 65535 },
  network: object<ElasticacheNetworkArgs>({
    vpcId: id,
    vpcTags: { kind: 'map' },
    subnetIds: { kind: 'list', of: id, input: true },
    subnetTags: { kind: 'map' },
    subnetZones: { kind: 'map' },
    stack: name,
    allowedSecurityGroupIds: { kind: 'list', of: id },
    allowedCidrs: { kind: 'list', of: name },
  }),
  auth: object<ElasticacheAuthArgs>({
    mode: { kind: 'text', allowed: ['token', 'users'] },
    use: generation,
    alsoAccept: generation,
  }),
  parameters: { kind: 'map' },
  createKey: truth,
  finalSnapshot: truth,
  applyImmediately: truth,
  autoMinorVersionUpgrade: truth,
  logs: object<ElasticacheLogsArgs>({
    slow: truth,
    engine: truth,
    retentionDays: { kind: 'number', whole: true, min: 1 },
  }),
  alarms: object<ElasticacheAlarmsArgs>({
    enabled: truth,
    topicArn: id,
    engineCpuPercent: percent,
    memoryPercent: percent,
    replicationLagSeconds: { kind: 'number', min: 1 },
    connections: { kind: 'number', whole: true, min: 1, max: 65000 },
    swapMb: { kind: 'number', min: 1 },
  }),
  serverless: object<ElasticacheServerlessArgs>({
    maxDataGb: { kind: 'number', whole: true, min: 1, max: 5000 },
    maxEcpuPerSecond: { kind: 'number', whole: true, min: 1000, max: 15_000_000 },
  }),
});

/** Each backend's own object. */
export const ownFields = {
  local: object<LocalArgs>({ basePort: port, sentinelBasePort: port, busBasePort: port, directory: name }),
  kubernetes,
  elasticache,
  digitalocean,
  upstash,
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
