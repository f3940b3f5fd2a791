import type { Connection } from '../../../client/connection.ts';

/** What the bench needs of a client library: the same writes for all. */
export interface Writer {
  /** RPUSH of one number; settles when the client says so. */
  write(key: string, id: number): Promise<unknown>;
  /** Port of the server it is connected to, as far as it tells. */
  port(): number | null;
  /** It has given up: nothing brings it back but the application. */
  ended(): boolean;
  close(): void;
}

/** The connection of a group with Sentinels. */
export type SentinelConnection = Connection & {
  topology: 'sentinel';
  sentinel: { masterName: string; password?: string };
};

/** Opens a client; ready or not, for a write may wait for it. */
export type OpenWriter = (connection: SentinelConnection) => Promise<Writer>;
