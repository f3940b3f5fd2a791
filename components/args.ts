import type * as pulumi from '@pulumi/pulumi';

/** What is encrypted. Asking for what the backend cannot do is an error; not asking leaves it to the policies. */
export interface EncryptionArgs {
  /**
   * Encrypt the data, and its snapshots, where they are stored.
   * @default true where the backend offers it
   */
  atRest?: boolean;
  /**
   * Encrypt every link: client, replication, Sentinel.
   * @default true
   */
  inTransit?: boolean;
  /**
   * Key for encryption at rest, by the cloud's own identifier (an ARN on AWS). May be an Output.
   * @default - the backend's own key
   */
  kmsKeyId?: pulumi.Input<string>;
}

/** Snapshots that the backend takes by itself and that can be restored. */
export interface SnapshotArgs {
  /**
   * Days that a snapshot is kept, 0 or more; 0 switches snapshots off. ElastiCache allows up to 35.
   * @default 7 where the backend offers it
   */
  retentionDays?: number;
  /**
   * When they are taken: `HH:MM-HH:MM` in UTC, at least 60 minutes.
   * @default - the backend chooses
   */
  window?: string;
}

/** How fast a failover is, and how easily a slow node is taken for a dead one. */
export interface FailoverArgs {
  /**
   * How long a primary may be silent before Sentinel replaces it: `fast` (500 ms), `balanced` (1000 ms) or `calm`
   * (5000 ms, for noisy machines).
   * @default balanced
   */
  profile?: string;
}

/** A policy rule that need not hold for this instance, with the reason. */
export interface WaiverArgs {
  /** The rule's id, for example `redis-multi-az`. */
  rule: string;
  /** Why it need not hold; shown in every report. */
  reason: string;
  /**
   * Last day on which it counts, `YYYY-MM-DD`, UTC, inclusive. Afterwards the rule is violated again.
   * @default - no end
   */
  until?: string;
  /**
   * Name or URN of the resource it is meant for; `*` stands for any characters.
   * @default - every resource of the instance
   */
  resource?: string;
}

/** One place where the connection is written for applications. */
export interface BindingArgs {
  /** `kubernetes-secret` or `aws-secrets-manager`. */
  kind: string;
  /** The secret's name there. */
  name: string;
  /**
   * Kubernetes namespace of the application.
   * @default - the instance's own namespace
   */
  namespace?: string;
}

/** Backend `local`: real server processes on this machine. */
export interface LocalArgs {
  /**
   * First of the data servers' ports, one for each server upwards; in a cluster ten for each shard. 1024-65000.
   * @default 6380
   */
  basePort?: number;
  /**
   * First of the Sentinels' ports, one for each Sentinel upwards. 1024-65000.
   * @default 26380
   */
  sentinelBasePort?: number;
  /**
   * Topology cluster: first of the ports on which its nodes speak to each other, spaced like the servers' ports: ten for each
   * shard. 1024-65000.
   * @default - 10000 above basePort
   */
  busBasePort?: number;
  /**
   * Folder for data, configuration and logs, below the project's root.
   * @default .redis-ha/STACK/NAME
   */
  directory?: string;
}

/** What the containers may use. Quantities in Kubernetes' own form, `250m` or `1536Mi`. */
export interface KubernetesResourcesArgs {
  /**
   * CPU that each data server is promised.
   * @default 250m
   */
  cpu?: string;
  /**
   * CPU that no data server may exceed. A limit stops a server for parts of a second, which looks like a failure.
   * @default - no limit
   */
  cpuLimit?: string;
  /**
   * Memory of each data server, promised and not to be exceeded. `maxmemory` is 65 % of it: the rest is for copies
   * while a file is written, for replicas and for clients.
   * @default - what `memoryGb` needs: 1576Mi for 1 GiB
   */
  memory?: string;
  /**
   * CPU that each Sentinel is promised.
   * @default 50m
   */
  sentinelCpu?: string;
  /**
   * Memory of each Sentinel.
   * @default 64Mi
   */
  sentinelMemory?: string;
}

/** Volumes. What is here cannot change in a running StatefulSet: see docs/kubernetes.md. */
export interface KubernetesStorageArgs {
  /**
   * Storage class of every volume. It decides whether data are encrypted where they lie. A later change of class or size is
   * refused: a StatefulSet cannot make it.
   * @default - the cluster's default class
   */
  className?: string;
  /**
   * Size of each data server's volume, with `purpose: durable`.
   * @default - three times the server's memory, 1Gi at least
   */
  size?: string;
  /**
   * Size of each Sentinel's volume, which holds one small file.
   * @default 1Gi
   */
  sentinelSize?: string;
  /**
   * Size of the volume that snapshots lie on, or with `objectStore` pass over.
   * @default - the data volume's size for each day that a snapshot is kept; with `objectStore` that of one
   */
  snapshotSize?: string;
}

/** A bucket for snapshots, of S3 or of anything that speaks as S3 does: they outlive the cluster. */
export interface KubernetesObjectStoreArgs {
  /** Name of the bucket, which must be there: 3-63 small letters, digits, dots and dashes. */
  bucket: string;
  /**
   * Folder in the bucket. Two clusters that share a bucket need one each.
   * @default - NAMESPACE/NAME of the instance
   */
  prefix?: string;
  /**
   * URL of a service other than AWS', `https://storage.example.org`; http only where `encryption.inTransit` is false.
   * @default - AWS S3 of the region
   */
  endpoint?: string;
  /**
   * Region of the bucket.
   * @default us-east-1
   */
  region?: string;
  /**
   * Whose S3 it is, as rclone calls it: AWS, Cloudflare, DigitalOcean, Minio, Scaleway, … (rclone.org/s3).
   * @default - AWS, with `endpoint` Other
   */
  provider?: string;
  /**
   * Name of a Secret that is there, in the instance's namespace: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and `ca.crt` where
   * the endpoint's certificate is of an authority of your own. The keys need to list, read, write and delete in the folder.
   * @default - none: the pods' own identity, see `serviceAccountAnnotations`
   */
  secretName?: string;
  /**
   * Annotations of the service account NAME-snapshots, by which a cloud gives pods a role:
   * `eks.amazonaws.com/role-arn: arn:aws:iam::123456789012:role/redis-snapshots`.
   * @default {}
   */
  serviceAccountAnnotations?: Record<string, string>;
  /**
   * Image with rclone 1.60 or later and sh, with an exact tag or a digest.
   * @default docker.io/rclone/rclone:1.75.1
   */
  image?: string;
}

/** Where certificates come from. */
export interface KubernetesTlsArgs {
  /**
   * Name of a cert-manager issuer. Certificates are then renewed without a restart.
   * @default - an authority of the instance's own, kept in the stack's encrypted state
   */
  issuer?: string;
  /**
   * `Issuer`, in the instance's namespace, or `ClusterIssuer`.
   * @default Issuer
   */
  issuerKind?: string;
  /**
   * Certificate of the authority behind `issuer`, PEM, for applications. May be an Output.
   * @default - what the application's machine trusts
   */
  ca?: pulumi.Input<string>;
}

/** A Service that leads to whoever is primary, for clients that know no Sentinel: NAME-primary, port 6379. */
export interface KubernetesProxyArgs {
  /**
   * Run it. Applications find it as REDIS_HOST and REDIS_PORT beside the other variables of their Secret.
   * @default false
   */
  enabled?: boolean;
  /**
   * Image with haproxy and sh, with an exact tag or a digest.
   * @default docker.io/library/haproxy:3.2.24
   */
  image?: string;
  /**
   * How many of them, 1-5.
   * @default 2
   */
  replicas?: number;
  /**
   * CPU that each is promised.
   * @default 50m
   */
  cpu?: string;
  /**
   * Memory of each.
   * @default 128Mi
   */
  memory?: string;
}

/** What can be measured. */
export interface KubernetesMetricsArgs {
  /**
   * A Prometheus exporter beside each data server and each Sentinel, on port 9121.
   * @default false
   */
  exporter?: boolean;
  /**
   * Image of the exporter, with an exact tag or a digest.
   * @default docker.io/oliver006/redis_exporter:v1.91.1
   */
  exporterImage?: string;
  /**
   * A ServiceMonitor for the Prometheus Operator, whose definitions must be in the cluster.
   * @default false
   */
  serviceMonitor?: boolean;
  /**
   * Alerts as a PrometheusRule, for the same operator.
   * @default false
   */
  rules?: boolean;
}

/** Who may connect. */
export interface KubernetesNetworkArgs {
  /**
   * Let nobody connect but the instance itself and the namespaces named here.
   * @default true
   */
  restrict?: boolean;
  /**
   * Namespaces whose pods may connect. The instance's own and those of `bindings` always may.
   * @default []
   */
  namespaces?: string[];
}

/** Which passwords are valid. Generations are numbers: each has passwords of its own, made when it is first named. */
export interface KubernetesPasswordsArgs {
  /**
   * The generation in use.
   * @default 1
   */
  use?: number;
  /**
   * A generation that is accepted too. To rotate without an outage: accept 2, then use 2 and accept 1, then use 2
   * alone, with an `up` after each step.
   * @default - none
   */
  alsoAccept?: number;
}

/** Backend `kubernetes`: StatefulSets with Sentinel on a cluster that is there, 1.31 or later. */
export interface KubernetesArgs {
  /** Name of the kubeconfig context to deploy to; the ambient one is never used. */
  context?: string;
  /**
   * Namespace of the servers.
   * @default redis
   */
  namespace?: string;
  /**
   * Make the namespace, with Pod Security `restricted`. It stays when the stack is destroyed.
   * @default false
   */
  createNamespace?: boolean;
  /**
   * The cluster's DNS domain.
   * @default cluster.local
   */
  clusterDomain?: string;
  /**
   * Image with valkey-server or redis-server and sh, with an exact tag or a digest.
   * @default - docker.io/valkey/valkey or docker.io/library/redis of `version`
   */
  image?: string;
  /**
   * Names of the secrets with which images are pulled.
   * @default []
   */
  imagePullSecrets?: string[];
  /**
   * What the containers may use.
   * @default - enough for `memoryGb`
   */
  resources?: KubernetesResourcesArgs;
  /**
   * Volumes.
   * @default - of the cluster's default class
   */
  storage?: KubernetesStorageArgs;
  /**
   * Where certificates come from.
   * @default - an authority of the instance's own
   */
  tls?: KubernetesTlsArgs;
  /**
   * A Service for clients that know no Sentinel.
   * @default - none
   */
  proxy?: KubernetesProxyArgs;
  /**
   * What can be measured.
   * @default - nothing
   */
  metrics?: KubernetesMetricsArgs;
  /**
   * Who may connect.
   * @default - pods of the instance's namespace and of those in `bindings`
   */
  network?: KubernetesNetworkArgs;
  /**
   * Which passwords are valid.
   * @default - generation 1
   */
  passwords?: KubernetesPasswordsArgs;
  /**
   * Labels that a machine must have.
   * @default {}
   */
  nodeSelector?: Record<string, string>;
  /**
   * Priority class of every pod.
   * @default - none
   */
  priorityClass?: string;
  /**
   * Where snapshots go, outside the cluster.
   * @default - they stay on a volume in the same cluster
   */
  objectStore?: KubernetesObjectStoreArgs;
  /**
   * Name of a snapshot to bring back into the instance, which must be empty: `main-20261120T030000Z.rdb`. Leave it out
   * again afterwards. A job that finds data restores nothing.
   * @default - nothing is restored
   */
  restore?: string;
  /**
   * Never two data servers, nor two Sentinels, on one machine. `false` for a cluster of one machine.
   * @default true
   */
  separateHosts?: boolean;
}

/**
 * Where the servers stand and who may connect. The network is there already: named by ids, found by tags, or exported by
 * another stack.
 */
export interface ElasticacheNetworkArgs {
  /**
   * Id of the VPC. May be an Output.
   * @default - the VPC of the subnets
   */
  vpcId?: pulumi.Input<string>;
  /**
   * Tags of the VPC, which must fit exactly one.
   * @default - `vpcId`
   */
  vpcTags?: Record<string, string>;
  /**
   * Ids of the subnets, in as many zones as `zones` asks for. May be an Output.
   * @default - `subnetTags`
   */
  subnetIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Tags of the subnets, looked for in the VPC.
   * @default - `subnetIds`
   */
  subnetTags?: Record<string, string>;
  /**
   * Zone of each subnet by its id, so that nobody has to be asked: `subnet-0a…: eu-central-1a`. Without it AWS is asked.
   * @default - AWS says
   */
  subnetZones?: Record<string, string>;
  /**
   * Name of a Pulumi stack, ORGANISATION/PROJECT/STACK, that exports `vpcId` and `privateSubnetIds`.
   * @default - the ids or tags here
   */
  stack?: string;
  /**
   * Security groups whose members may connect. Each may be an Output.
   * @default []
   */
  allowedSecurityGroupIds?: pulumi.Input<string>[];
  /**
   * IPv4 networks from which one may connect, for example `10.0.0.0/16`; never everybody.
   * @default []
   */
  allowedCidrs?: string[];
}

/** How clients prove who they are, and which secrets are valid. Generations are numbers: each has a secret of its own. */
export interface ElasticacheAuthArgs {
  /**
   * `token`: one AUTH token for everybody. `users`: role-based access with one user, `application`.
   * @default token, users for serverless
   */
  mode?: string;
  /**
   * The generation that applications are given.
   * @default 1
   */
  use?: number;
  /**
   * The generation before, while clients change from it. To rotate: use 2 and accept 1, then use 2 alone, with an `up`
   * after each step; `redis-ha rotate` does both.
   * @default - none
   */
  alsoAccept?: number;
}

/** Logs in CloudWatch. */
export interface ElasticacheLogsArgs {
  /**
   * Commands that took long.
   * @default true
   */
  slow?: boolean;
  /**
   * What the engine says of itself: failovers, replication.
   * @default true
   */
  engine?: boolean;
  /**
   * Days that CloudWatch keeps them, one of its own steps: 1, 3, 5, 7, 14, 30, 60, 90, 180, 365 and more.
   * @default 30
   */
  retentionDays?: number;
}

/** CloudWatch alarms, one for each concern, over all nodes. */
export interface ElasticacheAlarmsArgs {
  /**
   * Make them.
   * @default true
   */
  enabled?: boolean;
  /**
   * ARN of the SNS topic that they are sent to. May be an Output.
   * @default - a topic of the instance's own
   */
  topicArn?: pulumi.Input<string>;
  /**
   * Load of the engine's own thread, percent, 1-100.
   * @default 80
   */
  engineCpuPercent?: number;
  /**
   * Use of the memory for data, percent, 1-100.
   * @default 80
   */
  memoryPercent?: number;
  /**
   * Seconds that a replica may be behind, 1 or more.
   * @default 10
   */
  replicationLagSeconds?: number;
  /**
   * Open connections on one node, 1-65000.
   * @default - 80 % of what the node type allows
   */
  connections?: number;
  /**
   * Memory in swap on one node, MB, 1 or more.
   * @default 50
   */
  swapMb?: number;
}

/** Limits of a serverless cache, which also limit what it costs. */
export interface ElasticacheServerlessArgs {
  /**
   * Data at most, GB, 1-5000.
   * @default - what AWS allows
   */
  maxDataGb?: number;
  /**
   * ElastiCache processing units each second at most, 1000-15000000.
   * @default - what AWS allows
   */
  maxEcpuPerSecond?: number;
}

/** Backend `elasticache`: AWS ElastiCache, under the service's own names. */
export interface ElasticacheArgs {
  /**
   * Node type, for example `cache.t4g.small`; it decides the memory.
   * @default - none: it is what the bill is made of
   */
  nodeType?: string;
  /**
   * `replication-group`, nodes that are chosen here, or `serverless`, which AWS sizes by itself.
   * @default replication-group
   */
  kind?: string;
  /**
   * Port of every node, 1024-65535. A change replaces the group.
   * @default 6379
   */
  port?: number;
  /**
   * Where the servers stand and who may connect.
   * @default - none: a network has to be named
   */
  network?: ElasticacheNetworkArgs;
  /**
   * How clients prove who they are.
   * @default - one AUTH token, generation 1
   */
  auth?: ElasticacheAuthArgs;
  /**
   * Parameters of the engine on top of the eviction policy, which `purpose` decides: `notify-keyspace-events: Ex`.
   * @default {}
   */
  parameters?: Record<string, string>;
  /**
   * Make a KMS key for data at rest where `encryption.kmsKeyId` names none. Without it AWS encrypts with a key of its own.
   * It stays when the stack is destroyed: the snapshots need it.
   * @default true
   */
  createKey?: boolean;
  /**
   * Take a snapshot when the group is deleted or replaced.
   * @default true
   */
  finalSnapshot?: boolean;
  /**
   * Make changes at once. Otherwise most of them wait for the maintenance window, and every preview until then shows
   * them again.
   * @default true
   */
  applyImmediately?: boolean;
  /**
   * Let AWS move the engine to a newer minor version. `version` must follow then: AWS takes an older one for a wish to go
   * back, which replaces the group.
   * @default false
   */
  autoMinorVersionUpgrade?: boolean;
  /**
   * Logs in CloudWatch.
   * @default - both, kept for 30 days
   */
  logs?: ElasticacheLogsArgs;
  /**
   * CloudWatch alarms.
   * @default - all of them, to a topic of the instance's own
   */
  alarms?: ElasticacheAlarmsArgs;
  /**
   * Only with `kind: serverless`.
   * @default - no limits but AWS' own
   */
  serverless?: ElasticacheServerlessArgs;
}

/** Who may connect; everyone else is turned away. At least one of them, 100 together at most (DigitalOcean's own limit). */
export interface DigitaloceanFirewallArgs {
  /**
   * Ids of Droplets. May be Outputs.
   * @default []
   */
  droplets?: pulumi.Input<string>[];
  /**
   * Names of tags: every Droplet and Kubernetes node that has one. May be Outputs.
   * @default []
   */
  tags?: pulumi.Input<string>[];
  /**
   * Ids of DOKS clusters. May be Outputs.
   * @default []
   */
  kubernetesClusters?: pulumi.Input<string>[];
  /**
   * Ids of apps on the App Platform. May be Outputs.
   * @default []
   */
  apps?: pulumi.Input<string>[];
  /**
   * IPv4 addresses and ranges, `203.0.113.7` or `10.110.0.0/20`. DigitalOcean takes no IPv6 here.
   * @default []
   */
  cidrs?: string[];
}

/** Settings of the server, under DigitalOcean's own names. Eviction is not among them: `purpose` decides it. */
export interface DigitaloceanValkeyArgs {
  /**
   * `rdb`: a dump to the disk every ten minutes when something changed, which a restart comes back from. `off`: a restart
   * without a standby loses everything; not with `purpose: durable`.
   * @default rdb
   */
  persistence?: string;
  /**
   * Seconds after which the server closes an idle connection, 0-31536000; 0 never.
   * @default 0
   */
  timeout?: number;
  /**
   * Which keyspace events are published: letters of `KEg$lshzxeA`, with K or E among them.
   * @default - none
   */
  notifyKeyspaceEvents?: string;
  /**
   * Logical databases, 1-128. A change restarts the server.
   * @default - the service's: 16
   */
  numberOfDatabases?: number;
  /**
   * Threads for reading and writing sockets, 1-32.
   * @default - the service's: 1
   */
  ioThreads?: number;
  /**
   * MB that may wait for one slow subscriber before it is cut off, 32-512.
   * @default - the service's
   */
  pubsubClientOutputBufferLimit?: number;
}

/**
 * A Redis or Valkey whose keys are copied into this one while it serves on, two weeks at most. Take it out again when all
 * is there: that ends the copying.
 */
export interface DigitaloceanMigrationArgs {
  /** Host of the source's primary, reachable from DigitalOcean. May be an Output. */
  host: pulumi.Input<string>;
  /**
   * The source's port, 1-65535.
   * @default 6379
   */
  port?: number;
  /**
   * The source's user. May be an Output.
   * @default default
   */
  username?: pulumi.Input<string>;
  /** The source's password: a secret, never in clear. */
  password: pulumi.Input<string>;
  /**
   * Whether the source speaks TLS.
   * @default true
   */
  tls?: boolean;
  /**
   * Databases of the source that are left out, for example `db1`.
   * @default []
   */
  ignoreDatabases?: string[];
}

/** Backend `digitalocean`: managed Valkey, one standby at most. See docs/digitalocean.md. */
export interface DigitaloceanArgs {
  /** Region slug, for example `fra1`. A change moves the data there. */
  region?: string;
  /**
   * Size slug, for example `db-s-1vcpu-2gb`; a standby needs 2 GB. It can grow and shrink in place.
   * @default - the smallest that has room for `memoryGb`, else db-s-1vcpu-2gb
   */
  size?: string;
  /** Who may connect. */
  firewall?: DigitaloceanFirewallArgs;
  /**
   * Id of the VPC to stand in. A change would lose the data. May be an Output.
   * @default - the region's default VPC
   */
  privateNetworkUuid?: pulumi.Input<string>;
  /**
   * Which of the two host names applications get: `private`, for the VPC alone, or `public`.
   * @default private
   */
  endpoint?: string;
  /**
   * Who vouches for the server's certificate: `public`, an authority that machines know (Let's Encrypt, which new clusters
   * have), or `project`, the authority of the team, which is then handed out with the connection.
   * @default public
   */
  certificateAuthority?: string;
  /**
   * Id of the project to file it under. A change would lose the data. May be an Output.
   * @default - the default project
   */
  projectId?: pulumi.Input<string>;
  /**
   * Settings of the server.
   * @default - the service's own
   */
  valkey?: DigitaloceanValkeyArgs;
  /**
   * Where to copy keys from.
   * @default - nowhere
   */
  migration?: DigitaloceanMigrationArgs;
}

/** Backend `upstash`: nothing to run, priced by use. Needs the npm package `@upstash/pulumi`. See docs/upstash.md. */
export interface UpstashArgs {
  /**
   * `global`, `gcp-global`, or the one region of a regional database, which can have no read regions. A change would lose
   * the data.
   * @default global
   */
  region?: string;
  /** Where writes go, for example `eu-central-1`; with a global region only. A change would lose the data. */
  primaryRegion?: string;
  /**
   * Regions with a copy for reading, which come and go in place. Each counts every write once more on the bill.
   * @default []
   */
  readRegions?: string[];
  /**
   * Buy the Prod Pack, which brings encryption at rest, several zones and the service level agreement.
   * @default false
   */
  prodPack?: boolean;
  /**
   * US dollars a month at which the database is throttled until the next, a whole number.
   * @default 20
   */
  budget?: number;
  /**
   * Move to the next fixed plan by itself when a quota is reached.
   * @default false
   */
  autoScale?: boolean;
  /**
   * IPv4 addresses and ranges that may connect; not on the free plan.
   * @default - everyone who has the password
   */
  ipAllowlists?: string[];
}

/**
 * One highly available Redis. What decides posture (backend, topology, replicas, shards, zones, encryption,
 * snapshots) is plain, never an Output, so that no preview has it unknown. What a backend cannot do is an error when
 * it is asked for here, and a matter for the policies when it is not.
 */
export interface RedisHAArgs {
  /** Where Redis runs: `local`, `kubernetes`, `elasticache`, `digitalocean` or `upstash`. */
  backend: string;
  /**
   * `replicated`: one primary and its replicas. `cluster`: several primaries, each with replicas.
   * @default replicated
   */
  topology?: string;
  /**
   * `durable`: refuses writes when memory is full (noeviction) and keeps an append-only file where the backend has
   * one. `cache`: drops the keys used least recently (allkeys-lru).
   * @default durable
   */
  purpose?: string;
  /**
   * `redis` or `valkey`.
   * @default - valkey where the backend has both
   */
  engine?: string;
  /**
   * Engine version in the backend's own form, for example `7.1`. Text: a stack file needs quotes around it.
   * @default - the backend's tested version
   */
  version?: string;
  /**
   * Memory for data on each primary, GiB, more than 0.
   * @default - the backend's size decides
   */
  memoryGb?: number;
  /**
   * Replicas of each primary, 0-5.
   * @default 2, or 1 where the backend allows no more or with `topology: cluster`
   */
  replicas?: number;
  /**
   * Primaries, 1-90; more than 1 needs `topology: cluster`.
   * @default 1, or 3 with `topology: cluster`
   */
  shards?: number;
  /**
   * Failure zones to spread over, 1 or more, at most as many as there are nodes.
   * @default 3 where the backend offers it, fewer where there are fewer nodes
   */
  zones?: number;
  /**
   * What is encrypted.
   * @default - everything the backend offers
   */
  encryption?: EncryptionArgs;
  /**
   * Snapshots that can be restored.
   * @default - kept for 7 days where the backend offers them
   */
  snapshots?: SnapshotArgs;
  /**
   * When the service may do maintenance: `ddd:HH:MM-ddd:HH:MM` in UTC, for example `sun:04:00-sun:05:00`, at least
   * 60 minutes.
   * @default - the backend chooses
   */
  maintenanceWindow?: string;
  /**
   * How fast a failover is.
   * @default - profile balanced
   */
  failover?: FailoverArgs;
  /**
   * Policy rules that need not hold here, each with its reason.
   * @default []
   */
  waivers?: WaiverArgs[];
  /**
   * Let a change replace the servers although their data is lost; on Kubernetes the volumes stay, and every server goes at once.
   * @default false
   */
  allowReplacement?: boolean;
  /**
   * Refuse to delete the instance, and to replace what holds its data.
   * @default false
   */
  protect?: boolean;
  /**
   * Labels for every resource that can have them; visible to everyone who can see the resource.
   * @default {}
   */
  tags?: Record<string, string>;
  /**
   * Where the connection is written for applications.
   * @default []
   */
  bindings?: BindingArgs[];
  /** Only with `backend: local`. */
  local?: LocalArgs;
  /** Only with `backend: kubernetes`. */
  kubernetes?: KubernetesArgs;
  /** Only with `backend: elasticache`. */
  elasticache?: ElasticacheArgs;
  /** Only with `backend: digitalocean`. */
  digitalocean?: DigitaloceanArgs;
  /** Only with `backend: upstash`. */
  upstash?: UpstashArgs;
}
