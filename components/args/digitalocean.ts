import type * as pulumi from '@pulumi/pulumi';

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
