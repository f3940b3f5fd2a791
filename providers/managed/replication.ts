// What INFO replication says of who follows whom. Pure.

import type { NodeStatus } from '../backend.ts';

export interface Replication {
  role: NodeStatus['role'];
  offset?: number;
  replicas: NodeStatus[];
}

/** https://valkey.io/commands/info, section Replication. What a service leaves out of it is left out here. */
export function readReplication(info: string): Replication {
  const fields = new Map(
    info.split(/\r?\n/).flatMap((line) => {
      const colon = line.indexOf(':');
      return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1)]];
    }),
  );
  const roles: Readonly<Record<string, NodeStatus['role']>> = { master: 'primary', slave: 'replica' };
  const offset = Number(fields.get('master_repl_offset'));
  return {
    role: roles[fields.get('role') ?? ''] ?? 'unknown',
    ...(fields.has('master_repl_offset') && Number.isFinite(offset) && { offset }),
    replicas: [...fields].flatMap(([key, value]) =>
      /^slave\d+$/.test(key) ? [readReplica(key, value)] : [],
    ),
  };
}

/** `slave0:ip=10.0.0.2,port=6379,state=online,offset=42,lag=0`. */
function readReplica(key: string, text: string): NodeStatus {
  const fields = Object.fromEntries(text.split(',').map((pair) => pair.split('=', 2)));
  const online = fields.state === 'online';
  return {
    name: key.replace('slave', 'replica-'),
    role: 'replica',
    host: fields.ip ?? '',
    port: Number(fields.port ?? 0),
    up: online,
    link: online ? 'up' : 'syncing',
    ...(fields.offset !== undefined && { offset: Number(fields.offset) }),
  };
}
