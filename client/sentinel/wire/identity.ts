import { isIP } from 'node:net';
import { type ConnectionOptions, checkServerIdentity } from 'node:tls';
import type { Endpoint } from '../endpoint.ts';

/**
 * TLS to a server that is reached under another address than it announces: its certificate is for the announced one. A
 * `servername` that was given wins.
 */
export function provenAs(
  announced: Endpoint,
  tls: ConnectionOptions | undefined,
): ConnectionOptions | undefined {
  if (!tls) return undefined;
  const name = tls.servername ?? announced.host;
  return {
    checkServerIdentity: (_, certificate) => checkServerIdentity(name, certificate),
    // RFC 6066: no address may be asked for by name.
    ...(isIP(name) === 0 && { servername: name }),
    ...tls,
  };
}
