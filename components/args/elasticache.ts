import type * as pulumi from '@pulumi/pulumi';

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
