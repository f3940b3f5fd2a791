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
