import type * as pulumi from '@pulumi/pulumi';

/** How much of what the data is encrypted. */
export interface EncryptionArgs {
  /**
   * Encrypt the data where it is stored.
   * @default true where the backend offers it
   */
  atRest?: boolean;
  /**
   * Encrypt every link: client, replication, Sentinel.
   * @default true
   */
  inTransit?: boolean;
  /**
   * Key for encryption at rest, by the cloud's own identifier (an ARN on AWS).
   * @default - the backend's own key
   */
  kmsKeyId?: pulumi.Input<string>;
}

/** Snapshots that the backend takes by itself and that can be restored. */
export interface SnapshotArgs {
  /**
   * Days a snapshot is kept; 0 switches them off. ElastiCache allows up to 35.
   * @default 7 where the backend offers it
   */
  retentionDays?: number;
  /**
   * When they are taken, UTC, `HH:MM-HH:MM`, at least 60 minutes.
   * @default - the backend chooses
   */
  window?: string;
}

/** How fast a failover is, and how easily a slow node is taken for a dead one. */
export interface FailoverArgs {
  /**
   * `fast` (down-after 500 ms), `balanced` (1000 ms) or `calm` (5000 ms, for noisy machines).
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
   * Name or URN pattern of the resource it is meant for.
   * @default - every resource of the instance
   */
  resource?: string;
}

/** Where the connection is written for applications. */
export interface BindingArgs {
  /** `kubernetes-secret` or `aws-secrets-manager`. */
  kind: string;
  /** The Secret's name. */
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
   * First of the data servers' ports, one for each server upwards. 1024-65000.
   * @default 6380
   */
  basePort?: number;
  /**
   * First of the Sentinels' ports, one for each Sentinel upwards. 1024-65000.
   * @default 26380
   */
  sentinelBasePort?: number;
  /**
   * Folder for data, configuration and logs, below the project's root.
   * @default .redis-ha/STACK/NAME
   */
  directory?: string;
}

/** Backend `kubernetes`. */
export interface KubernetesArgs {
  /** Name of the kubeconfig context to deploy to; the ambient one is never used. */
  context?: string;
  /** @default redis */
  namespace?: string;
}

/** Backend `elasticache`. */
export interface ElasticacheArgs {
  /** Node type, for example `cache.t4g.small`. */
  nodeType?: string;
  /**
   * `replication-group` or `serverless`.
   * @default replication-group
   */
  kind?: string;
  /** Subnets of the cache, in as many zones as `zones` asks for. */
  subnetIds?: pulumi.Input<pulumi.Input<string>[]>;
}

/** Backend `digitalocean`. */
export interface DigitaloceanArgs {
  /** Size slug, for example `db-s-1vcpu-2gb`. */
  size?: string;
  /** Region slug, for example `fra1`. */
  region?: string;
}

/** Backend `upstash`. */
export interface UpstashArgs {
  /** Primary region, for example `eu-central-1`. */
  primaryRegion?: string;
  /**
   * Buy the Prod Pack, which brings encryption at rest and the service level agreement.
   * @default false
   */
  prodPack?: boolean;
}

/**
 * One highly available Redis. What decides posture (backend, topology, replicas, shards, zones, encryption,
 * snapshots) is plain, never an Output, so that no preview has it unknown.
 */
export interface RedisHAArgs {
  /** `local`, `kubernetes`, `elasticache`, `digitalocean` or `upstash`. */
  backend: string;
  /**
   * `replicated`: one primary and its replicas. `cluster`: several primaries, each with replicas.
   * @default replicated
   */
  topology?: string;
  /**
   * `durable`: noeviction, and an append-only file where the backend has one. `cache`: allkeys-lru.
   * @default durable
   */
  purpose?: string;
  /**
   * `redis` or `valkey`.
   * @default - valkey where the backend has both
   */
  engine?: string;
  /**
   * Engine version, in the backend's own form.
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
   * @default 2, or 1 where the backend allows no more
   */
  replicas?: number;
  /**
   * Primaries, 1-90; more than 1 needs `topology: cluster`.
   * @default 1, or 3 with `topology: cluster`
   */
  shards?: number;
  /**
   * Failure zones to spread over.
   * @default 3 where the backend offers it
   */
  zones?: number;
  /** @default - everything the backend offers */
  encryption?: EncryptionArgs;
  /** @default - 7 days where the backend offers it */
  snapshots?: SnapshotArgs;
  /**
   * When the service may do maintenance, UTC, `ddd:HH:MM-ddd:HH:MM`.
   * @default - the backend chooses
   */
  maintenanceWindow?: string;
  /** @default - profile balanced */
  failover?: FailoverArgs;
  /** @default [] */
  waivers?: WaiverArgs[];
  /**
   * Let a change replace the servers although their data is lost.
   * @default false
   */
  allowReplacement?: boolean;
  /**
   * Refuse to delete.
   * @default false
   */
  protect?: boolean;
  /** @default {} */
  tags?: Record<string, string>;
  /** @default [] */
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
