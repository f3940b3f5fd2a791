import type { Connection } from '../../../client/connection.ts';
import { createRedis, HaCluster, type HaRedis } from '../../../client/create/index.ts';
import type { NatMap } from '../../../client/sentinel/index.ts';
import { announcedAs } from '../../announced.ts';
import { Places } from './places.ts';

/** A connection and, where announced addresses mean nothing here, how they are reached. */
export interface ClientConnection {
  connection: Connection;
  natMap?: NatMap | undefined;
}

/** What a drill needs of a client, of ours or of another library. */
export interface WriterClient {
  /** Appends to a list; resolves when it is acknowledged. */
  push(key: string, value: string): Promise<unknown>;
  /** `host:port` of the server that a key's write goes to, null where the client does not tell. */
  node(key: string): string | null;
  close(): Promise<void>;
}

/** redis-ha-client as an application has it for work that must not be lost: writes wait through a failover. */
export function haClient(at: ClientConnection): WriterClient {
  const client = openClient(at);
  const places = new Places(client);
  return {
    push: (key, value) => client.rpush(key, value),
    node: (key) => {
      const address = client instanceof HaCluster ? places.of(key) : client.ha.state().address;
      return address === undefined ? null : announcedAs(address, at.natMap);
    },
    close: () => client.ha.close({ timeoutMs: 1000 }),
  };
}

/** In database 0, whatever the connection says: the keys of all drills meet there. */
export function openClient({
  connection: { db: _, ...connection },
  natMap,
}: ClientConnection): HaRedis | HaCluster {
  return createRedis({ workload: 'queue', connection, ...(natMap && { natMap }) });
}
