// What is asked of a server from inside its pod, where the password is and the certificate fits.

import type { ClusterApi, Place } from '../api/index.ts';

/** The answer to one command as redis-cli prints it. */
function client(port: number, command: string): string[] {
  const script = [
    'c=$(command -v valkey-cli || command -v redis-cli) || exit 1',
    'if [ "$HA_TLS" = yes ]; then set -- --tls --cacert /etc/redis-ha/tls/ca.crt; else set --; fi',
    'REDISCLI_AUTH=$(cat /etc/redis-ha/secrets/operator-password)',
    'export REDISCLI_AUTH',
    `exec "$c" -h localhost -p ${port} --user operator --no-auth-warning "$@" ${command}`,
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
