import type { Connection } from './connection.ts';
import { address } from './env.ts';

/**
 * The connection as one URL: `redis://`, or `rediss://` over TLS. Only a standalone connection has one, since the
 * form knows neither Sentinels nor cluster seeds. A CA does not fit into it.
 */
export function connectionUrl(connection: Omit<Connection, 'url'>): string | undefined {
  const [primary] = connection.endpoints;
  if (connection.topology !== 'standalone' || !primary) return undefined;
  const scheme = connection.tls.enabled ? 'rediss' : 'redis';
  return `${scheme}://${credentials(connection)}${address(primary)}`;
}

function credentials({ username = '', password }: Pick<Connection, 'username' | 'password'>): string {
  if (password === undefined) return username === '' ? '' : `${encodeURIComponent(username)}@`;
  return `${encodeURIComponent(username)}:${encodeURIComponent(password)}@`;
}
