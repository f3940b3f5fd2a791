// What is asked of a server from inside its pod, where the password is and the certificate fits.

import type { ClusterApi, Place } from '../api/index.ts';

/** The answers to commands as redis-cli prints them. */
function client(port: number, ...commands: [string, ...string[]]): string[] {
  const script = [
    'c=$(command -v valkey-cli || command -v redis-cli) || exit 1',
    'if [ "$HA_TLS" = yes ]; then set -- --tls --cacert /etc/redis-ha/tls/ca.crt; else set --; fi',
    'REDISCLI_AUTH=$(cat /etc/redis-ha/secrets/operator-password)',
    'export REDISCLI_AUTH',
    `set -- "$c" -h localhost -p ${port} --user operator --no-auth-warning "$@"`,
    ...commands.map((command) => `"$@" ${command} || exit`),
  ].join('\n');
  return ['sh', '-c', script];
}

export interface ServerAnswer {
  role: 'primary' | 'replica';
  link: 'up' | 'down' | 'syncing';
  offset: number;
}

export async function askServer(
  api: ClusterApi,
  namespace: string,
  pod: string,
  port: number,
): Promise<ServerAnswer | undefined> {
  const printed = await print(api, { namespace, pod, container: 'redis' }, client(port, 'INFO replication'));
  return printed === undefined ? undefined : readReplication(printed);
}

/** `INFO replication`; undefined for anything else, an error for example. */
export function readReplication(printed: string): ServerAnswer | undefined {
  const fields = new Map(printed.split(/\r?\n/).map((line) => line.split(':', 2) as [string, string]));
  const role = fields.get('role');
  if (role === 'master')
    return { role: 'primary', link: 'up', offset: Number(fields.get('master_repl_offset')) };
  if (role !== 'slave') return undefined;
  const up = fields.get('master_link_status') === 'up';
  const link = fields.get('master_sync_in_progress') === '1' ? 'syncing' : up ? 'up' : 'down';
  return { role: 'replica', link, offset: Number(fields.get('slave_repl_offset')) };
}

/** What a cluster's node says of itself. */
export interface NodeAnswer extends ServerAnswer {
  id: string;
  /** Id of the node that it follows. */
  primaryId?: string;
  /** How many it serves. */
  slots: number;
  /** A slot of it is on its way to or from another node. */
  open: boolean;
  /** It sees most primaries, and reaches every node that it knows. */
  agrees: boolean;
  known: number;
}

export async function askNode(
  api: ClusterApi,
  namespace: string,
  pod: string,
  port: number,
): Promise<NodeAnswer | undefined> {
  const place = { namespace, pod, container: 'redis' };
  const printed = await print(api, place, client(port, 'INFO replication', 'CLUSTER INFO', 'CLUSTER NODES'));
  return printed === undefined ? undefined : readNode(printed);
}

/** `INFO replication`, `CLUSTER INFO` and `CLUSTER NODES`; undefined for anything else, an error for example. */
export function readNode(printed: string): NodeAnswer | undefined {
  const server = readReplication(printed);
  const lines = printed.split(/\r?\n/).flatMap((line) => {
    const [id = '', , flags = '', primary = '-', , , , link = '', ...slots] = line.split(' ');
    return link === '' || !/^[0-9a-f]{40}$/.test(id)
      ? []
      : [{ id, flags: flags.split(','), primary, link, slots }];
  });
  const me = lines.find(({ flags }) => flags.includes('myself'));
  if (!server || !me) return undefined;
  const reaches = lines.every(
    ({ flags, link }) =>
      link === 'connected' && !flags.some((flag) => /^(fail\??|handshake|noaddr)$/.test(flag)),
  );
  return {
    ...server,
    // Its own word: INFO calls a replica that looks for its primary yet a master.
    role: me.flags.includes('slave') ? 'replica' : 'primary',
    ...(me.flags.includes('slave') && server.role === 'primary' && { link: 'down' }),
    id: me.id,
    ...(me.primary !== '-' && { primaryId: me.primary }),
    slots: me.slots.reduce((sum, range) => sum + countIn(range), 0),
    open: me.slots.some((range) => range.startsWith('[')),
    agrees: reaches && /^cluster_state:ok/m.test(printed),
    known: lines.length,
  };
}

function countIn(range: string): number {
  const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(range) ?? [];
  return from === undefined ? 0 : Number(to) - Number(from) + 1;
}

/** The host that a Sentinel names. */
export async function askSentinel(
  api: ClusterApi,
  namespace: string,
  pod: string,
  port: number,
  name: string,
): Promise<string | undefined> {
  const command = client(port, `SENTINEL GET-MASTER-ADDR-BY-NAME ${name}`);
  const printed = await print(api, { namespace, pod, container: 'sentinel' }, command);
  const [host = ''] = printed?.split(/\r?\n/) ?? [];
  return /^[\w.:-]+$/.test(host) ? host : undefined;
}

/** What a command prints; undefined where it cannot be run or takes too long. */
async function print(api: ClusterApi, place: Place, command: string[]): Promise<string | undefined> {
  return api.run(place, command).then(
    ({ out }) => out,
    () => undefined,
  );
}
