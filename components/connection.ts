import type { Endpoint } from '../providers/backend.ts';

export type { Endpoint };

/** How an application reaches one Redis; the same shape from every backend, all values resolved. */
export interface Connection {
  topology: 'standalone' | 'sentinel' | 'cluster';
  /** The primary's name, the Sentinels, or the cluster's seeds. */
  endpoints: Endpoint[];
  /** Where reads may go that can bear to be stale. */
  reader?: Endpoint;
  sentinel?: { masterName: string; username?: string; password?: string };
  /** `ca` is PEM. `serverName` is the name to check the certificate against where it is not the host. */
  tls: { enabled: boolean; ca?: string; serverName?: string };
  username?: string;
  /** Secret. */
  password?: string;
  /** Secret; `redis://` or `rediss://`, percent-encoded; standalone only. */
  url?: string;
}
