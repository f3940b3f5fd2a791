/** A host name or address, an IPv6 address without brackets, and a TCP port. */
export interface Endpoint {
  host: string;
  port: number;
}

/** How one Redis is reached; the component of redis-ha emits the same shape. */
export interface Connection {
  topology: 'standalone' | 'sentinel' | 'cluster';
  /** The primary's name, the Sentinels, or the cluster's seeds. */
  endpoints: Endpoint[];
  /** Where reads may go that can bear to be stale; `createRedis` does not use it. */
  reader?: Endpoint;
  sentinel?: { masterName: string; username?: string; password?: string };
  /** `ca` is PEM. `serverName` is the name to check the certificate against where it is not the host. */
  tls: { enabled: boolean; ca?: string; serverName?: string };
  username?: string;
  /** Secret. */
  password?: string;
  /** Secret. The same as one string for other libraries; `createRedis` reads the parts. */
  url?: string;
  /** Database number. Default 0; a cluster has no other. */
  db?: number;
}

/** The connection, or the environment that describes it, cannot be used; the message names where, never a value. */
export class ConfigurationError extends Error {
  override name = 'ConfigurationError';
}
