// What a backend is: the words that components, backends, policies and the command line share.
// No cloud SDK is imported here; a backend's resources live in its own folder and load on demand.

import type * as pulumi from '@pulumi/pulumi';

/** Every backend known by name, in the order the documentation lists them. */
export const backendNames = ['local', 'kubernetes', 'elasticache', 'digitalocean', 'upstash'] as const;
export type BackendName = (typeof backendNames)[number];

export type Topology = 'replicated' | 'cluster';
export type Purpose = 'durable' | 'cache';
export type Engine = 'redis' | 'valkey';
export type FailoverProfileName = 'fast' | 'balanced' | 'calm';

/** A rule that need not hold for this instance, and why. */
export interface Waiver {
  /** The rule's id, for example `redis-multi-az`. */
  rule: string;
  /** Why it need not hold; shown in every report. */
  reason: string;
  /** Last day on which the waiver counts, `YYYY-MM-DD`, UTC, inclusive. No end when absent. */
  until?: string;
  /** The name or URN pattern of the one resource it is meant for; every resource when absent. */
  resource?: string;
}

/** One place where the connection is written for applications. */
export interface Binding {
  /** One of the backend's `offers.bindings`. */
  kind: string;
  name: string;
  /** The application's, where places have one. */
  namespace?: string;
}

/** One RedisHA after defaults and validation: everything that decides posture, plain and complete. */
export interface RedisSpec {
  backend: BackendName;
  topology: Topology;
  purpose: Purpose;
  engine?: Engine;
  version?: string;
  memoryGb?: number;
  /** Replicas of each primary. */
  replicas: number;
  /** Primaries; 1 unless `topology` is `cluster`. */
  shards: number;
  /** Failure zones the nodes are spread over. */
  zones: number;
  encryption: { atRest: boolean; inTransit: boolean; kmsKeyId?: pulumi.Input<string> };
  snapshots: { retentionDays: number; window?: string };
  maintenanceWindow?: string;
  failover: { profile: FailoverProfileName };
  waivers: Waiver[];
  allowReplacement: boolean;
  protect: boolean;
  tags: Record<string, string>;
  /** Where the connection is written for applications. */
  bindings: Binding[];
  /** The chosen backend's own object from the arguments (`local`, `elasticache`, …), as given. */
  own: Record<string, unknown>;
}

/**
 * What a backend really does about one concern.
 * `enforced`: done because it was asked for. `always`: done whatever was asked for.
 * `off`: could be done, is not. `not-offered`: cannot be done there.
 */
export type GuaranteeState = 'enforced' | 'always' | 'off' | 'not-offered';

export interface Guarantee {
  state: GuaranteeState;
  /** One sentence for a person: how it is done, or what comes nearest. */
  detail: string;
}

/** The statement every backend gives of itself; policies judge it and docs/backends.md is made from it. */
export interface Guarantees {
  encryptionAtRest: Guarantee;
  encryptionInTransit: Guarantee;
  multiAz: Guarantee & { zones: number };
  automaticFailover: Guarantee;
  snapshots: Guarantee & { retentionDays: number };
}

/** What may be asked of a backend, so that arguments are judged before anything is created. */
export interface Offers {
  topologies: readonly Topology[];
  engines: readonly Engine[];
  /** `inCluster`: the default for each primary of a cluster, where it is another one. */
  replicas: { min: number; max: number; default: number; inCluster?: number };
  /** Absent: the backend cannot spread over zones. */
  zones?: { max: number; default: number };
  /** `choice`: on unless switched off. `always`: cannot be switched off. Absent: not offered. */
  atRest?: 'choice' | 'always';
  inTransit: 'choice' | 'always';
  /** Absent: the backend takes no snapshots that can be restored. */
  snapshots?: { maxDays: number; defaultDays: number };
  /** The service maintains itself and lets one choose when. Absent: a window means nothing there. */
  maintenance?: true;
  /** Where the connection can be written for applications. Absent: nowhere. */
  bindings?: readonly string[];
  /** The profile a stack gets that names none. */
  profile: FailoverProfileName;
  /** What comes nearest to each thing that is not offered: argument path -> sentence. */
  nearest: Readonly<Record<string, string>>;
}

/** One thing wrong with the configuration. */
export interface Problem {
  /** The argument's path, for example `encryption.atRest` or `instances.cache.backend`. */
  path: string;
  /** What was wrong, what is allowed, what to do: whole sentences. */
  reason: string;
}

/** A problem of one of several instances; the path is within its arguments. */
export interface InstanceProblem extends Problem {
  /** The instance's name. */
  instance: string;
}

export interface Endpoint {
  host: string;
  port: number;
}

/** What a backend's resources give back; components/connection.ts turns it into the public connection. */
export interface EndpointSet {
  topology: 'standalone' | 'sentinel' | 'cluster';
  endpoints: pulumi.Input<Endpoint[]>;
  reader?: pulumi.Input<Endpoint>;
  sentinel?: { masterName: string; username?: pulumi.Input<string>; password?: pulumi.Input<string> };
  tls: { enabled: boolean; ca?: pulumi.Input<string>; serverName?: pulumi.Input<string> };
  username?: pulumi.Input<string>;
  password?: pulumi.Input<string>;
  /** Writes the connection's environment wherever `spec.bindings` says. Absent: there is nowhere to write it. */
  bind?(env: pulumi.Output<Record<string, string>>): void;
}

/** The pure half of a backend: loads in any process, imports no SDK. */
export interface Backend {
  readonly name: BackendName;
  /** One sentence: what it is. */
  readonly summary: string;
  /** The npm package with its resources, where that is an optional peer. Absent: it is always installed. */
  readonly needs?: string;
  readonly offers: Offers;
  /** Judges the backend's own object and anything the offers cannot express. */
  check(spec: RedisSpec): Problem[];
  /** Judges the instances of one stack side by side, by name: what two of them cannot both have, ports for example. */
  checkTogether?(specs: ReadonlyMap<string, RedisSpec>): InstanceProblem[];
  guarantees(spec: RedisSpec): Guarantees;
}

/** The half that makes resources: one function, loaded only for the chosen backend. */
export interface BackendResources {
  /** Makes every child under `parent`, named `${name}-…`, synchronously. */
  create(parent: pulumi.ComponentResource, name: string, spec: RedisSpec): EndpointSet;
}

/** One node as `status` shows it. */
export interface NodeStatus {
  name: string;
  role: 'primary' | 'replica' | 'unknown';
  host: string;
  port: number;
  pid?: number;
  up: boolean;
  link?: 'up' | 'down' | 'syncing';
  offset?: number;
  /** In a cluster: the number of its shard, and how many slots it has where it is the shard's primary. */
  shard?: number;
  slots?: number;
  /** Why it is not up, or anything else a person should know. */
  note?: string;
}

export interface SentinelStatus {
  known: number;
  agree: number;
  quorum: number;
  primary?: Endpoint;
}

export interface ClusterStatus {
  /** Slots that a running primary has, of 16384. */
  slots: number;
  shards: number;
  /** Nodes there are, and those that serve and see all others. */
  known: number;
  agree: number;
}

export interface InstanceStatus {
  /** The component's name. */
  name: string;
  topology: Topology;
  healthy: boolean;
  tls: boolean;
  primary?: Endpoint;
  nodes: NodeStatus[];
  sentinels?: SentinelStatus;
  cluster?: ClusterStatus;
  /** Sentences: what keeps it from being healthy. */
  problems: string[];
}

/** A deployed resource as the state holds it, secrets in clear: never print one. */
export interface DeployedResource {
  urn: string;
  type: string;
  inputs: Record<string, unknown>;
  outputs: Record<string, unknown>;
}

/** What the command line knows of a stack when it asks a backend to look at it. */
export interface Deployment {
  /** The project's root folder on this machine. */
  root: string;
  project: string;
  stack: string;
  resources: DeployedResource[];
}

/**
 * What can be done to a deployed instance on purpose. `kill`: the primary's process ends without a word. `freeze`: it stands
 * still and wakes later as a stale primary. `planned`: a hand-over. `sentinel`, `replica`: one of these is killed.
 * `node`: a whole machine goes. `rolling`: every member is restarted, one after the other.
 */
export const faultNames = ['kill', 'freeze', 'planned', 'sentinel', 'replica', 'node', 'rolling'] as const;
export type FaultName = (typeof faultNames)[number];

/** How a piece of work on a running instance is watched and ended. */
export interface Watched {
  progress(message: string): void;
  signal: AbortSignal;
}

/** Takes machines away and brings them back: only who owns them can. Each rejects with a sentence. */
export interface Machines {
  down(name: string): Promise<void>;
  up(name: string): Promise<void>;
}

/** A fault that has struck. */
export interface Injected {
  /** Milliseconds since 1970: when it struck. */
  at: number;
  /** Name of the member that was struck, as `status` shows it. */
  target: string;
  /** Milliseconds since 1970, where the backend promoted the new primary itself. */
  promotedAt?: number;
  /**
   * Brings back what the fault took, by whatever the backend would do about it. Can be called again, does nothing then.
   * Takes its own signal: what was broken is mended after an interruption too.
   */
  heal(watched: Watched): Promise<void>;
}

/** One server as a hand-over names it. */
export interface NamedEndpoint extends Endpoint {
  name: string;
}

/** A planned hand-over that has happened. */
export interface HandedOver {
  from: NamedEndpoint;
  to: NamedEndpoint;
  /** Milliseconds since 1970: when writes began to wait, and when the new primary took them. */
  pausedAt: number;
  promotedAt: number;
}

/** How this process reaches an instance whose announced addresses mean nothing here. */
export interface Reach {
  /** Announced `host:port` -> where it is reached. */
  natMap: Readonly<Record<string, Endpoint>>;
  close(): Promise<void>;
}

/** An object as the Kubernetes API takes it. */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string };
  [field: string]: unknown;
}

/** The half that works on a deployed instance, for the command line. `instance` is a component's name. */
export interface BackendOperations {
  status(deployment: Deployment): Promise<InstanceStatus[]>;
  /** Absolute folders on this machine that `destroy` leaves and `destroy --purge` removes. */
  dataFolders?(deployment: Deployment): string[];
  /** What `inject` can do. Absent: nothing. */
  readonly faults?: readonly FaultName[];
  /** Strikes once; `node` by `machines`. Rejects with a sentence where there is nobody to strike. */
  inject?(
    deployment: Deployment,
    instance: string,
    fault: FaultName,
    o: Watched & { machines?: Machines | undefined },
  ): Promise<Injected>;
  /**
   * Hands the primary's role over without losing a write, to the member named `to` or to the one that is furthest. Rejects
   * with a sentence where that is not possible now; then everything is as before.
   */
  failover?(
    deployment: Deployment,
    instance: string,
    o: Watched & { to?: string | undefined },
  ): Promise<HandedOver>;
  /** The deployment as manifests to apply without Pulumi, secrets in clear. Absent: it has none. */
  manifests?(deployment: Deployment): Manifest[];
  /** Absent: an instance is reached at the addresses it announces. */
  reach?(deployment: Deployment, instance: string, signal: AbortSignal): Promise<Reach>;
}
