import type { Endpoint } from '../connection.ts';

/**
 * `host`, `host:port`, `[::1]` or `[::1]:port` (RFC 3986 section 3.2.2); undefined where it is none of them. An IPv6
 * address without brackets is refused: its end could be a port.
 */
export function parseEndpoint(text: string, defaultPort: number): Endpoint | undefined {
  const match = /^(?:\[([0-9a-f:.]+(?:%[\w.-]+)?)\]|([^\s:[\]@/]+))(?::(\d{1,5}))?$/i.exec(text.trim());
  const host = match?.[1] ?? match?.[2];
  const port = match?.[3] === undefined ? defaultPort : Number(match[3]);
  return host === undefined || port < 1 || port > 65535 ? undefined : { host, port };
}

/** A host alone: here an IPv6 address may stand with or without brackets. */
export function parseHost(text: string): string | undefined {
  const host = text.trim().replace(/^\[(.*)\]$/, '$1');
  const wrong = host.includes(':') ? /[^0-9a-f:.%\w-]/i : /[\s:[\]@/,]/;
  return host === '' || wrong.test(host) ? undefined : host;
}
