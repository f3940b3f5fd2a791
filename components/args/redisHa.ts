import type { BindingArgs, EncryptionArgs, FailoverArgs, SnapshotArgs, WaiverArgs } from './common.ts';
import type { DigitaloceanArgs } from './digitalocean.ts';
import type { ElasticacheArgs } from './elasticache.ts';
import type { KubernetesArgs } from './kubernetes.ts';
import type { LocalArgs } from './local.ts';
import type { UpstashArgs } from './upstash.ts';

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
