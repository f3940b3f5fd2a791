import type { Engine } from '../../backend.ts';
import type { Member } from '../layout.ts';

/** Resource type tokens of this provider. */
export const types = {
  group: 'redis-local:index:Group',
  authority: 'redis-local:index:Authority',
  server: 'redis-local:index:Server',
  sentinel: 'redis-local:index:Sentinel',
  node: 'redis-local:index:Node',
  cluster: 'redis-local:index:Cluster',
} as const;

// Type aliases, not interfaces: only those count as maps of values, which is what goes over the wire.

/** Below the project's root, with forward slashes; never a path of one machine. */
type InFolder = { directory: string };

export type GroupInputs = InFolder & {
  instance: string;
  /** Whether links shall be encrypted: what `status` says of an instance that does not run yet. */
  tls: boolean;
  servers: Member[];
  sentinels: Member[];
  engine?: Engine;
  version?: string;
};
export type GroupOutputs = GroupInputs & {
  /** Secret. */
  password: string;
  /** Secret. */
  sentinelPassword: string;
};

export type AuthorityInputs = InFolder & {
  group: string;
};
export type AuthorityOutputs = AuthorityInputs & {
  /** PEM. */
  ca: string;
};

/** What servers and Sentinels have in common. */
export type ProcessInputs = InFolder & {
  group: string;
  name: string;
  port: number;
  tls: boolean;
  /** The authority's certificate, PEM; absent without TLS. */
  authority?: string;
  settings: Record<string, string>;
  engine?: Engine;
  version?: string;
};
export type ServerInputs = ProcessInputs;
export type SentinelInputs = ProcessInputs & {
  /** SENTINEL DEBUG values. */
  periods: Record<string, string>;
};
/** A server of a cluster. */
export type NodeInputs = ProcessInputs & {
  /** Where the others speak to it. */
  busPort: number;
};
/** What the nodes are together. */
export type ClusterInputs = InFolder & {
  group: string;
  shards: number;
  /** Of each shard's primary. */
  replicas: number;
  /** The authority's certificate, PEM; absent without TLS. */
  authority?: string;
};
export type Running<I extends ProcessInputs> = I & { host: string };
