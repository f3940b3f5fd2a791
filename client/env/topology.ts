import type { Connection, Endpoint } from '../connection.ts';
import { parseEndpoint, parseHost } from './endpoint.ts';
import { parseUrl, type UrlParts } from './url.ts';
import type { Variables } from './variables.ts';

/** The precedence: REDIS_MODE, then REDIS_SENTINELS, REDIS_CLUSTER_NODES, REDIS_URL, REDIS_HOST. */
export function topologyOf(variables: Variables): Connection['topology'] {
  const mode = variables.text('MODE');
  if (mode === 'standalone' || mode === 'sentinel' || mode === 'cluster') return mode;
  if (mode !== undefined) throw variables.wrong('MODE', 'must be standalone, sentinel or cluster');
  if (variables.text('SENTINELS')) return 'sentinel';
  if (variables.text('CLUSTER_NODES')) return 'cluster';
  if (variables.text('URL') || variables.text('HOST')) return 'standalone';
  const names = ['URL', 'HOST', 'SENTINELS', 'CLUSTER_NODES'].map((name) => variables.nameOf(name));
  throw variables.wrong('URL', `is not set and neither is another address: set one of ${names.join(', ')}`);
}

/** Host, port, credentials and database of a standalone Redis: of REDIS_URL where it is set, else of REDIS_HOST. */
export function standaloneParts(variables: Variables): UrlParts {
  const text = variables.text('URL');
  if (text === undefined) return { endpoint: hostAndPort(variables, '', 6379), tls: false };
  const parts = parseUrl(text);
  if (parts) return parts;
  throw variables.wrong(
    'URL',
    'must be redis://USER:PASSWORD@HOST:PORT/DB, or rediss:// over TLS, with special characters in the password percent-encoded',
  );
}

export function readerOf(variables: Variables): Endpoint | undefined {
  return variables.text('READER_HOST') ? hostAndPort(variables, 'READER_', 6379) : undefined;
}

/** `host:port,host:port`. */
export function endpointsOf(variables: Variables, name: string, defaultPort: number): Endpoint[] {
  const parts = (variables.text(name) ?? '').split(',').filter((part) => part.trim() !== '');
  if (parts.length === 0) throw variables.wrong(name, 'is not set; it must be HOST:PORT,HOST:PORT');
  return parts.map((part, index) => {
    const endpoint = parseEndpoint(part, defaultPort);
    if (endpoint) return endpoint;
    const which = `entry ${index + 1} of ${parts.length}`;
    throw variables.wrong(
      name,
      `must be HOST:PORT,HOST:PORT with IPv6 addresses in brackets; ${which} is not`,
    );
  });
}

function hostAndPort(variables: Variables, prefix: string, defaultPort: number): Endpoint {
  const host = parseHost(variables.text(`${prefix}HOST`) ?? '');
  if (host === undefined) throw variables.wrong(`${prefix}HOST`, 'must be a host name or an address');
  return { host, port: variables.port(`${prefix}PORT`) ?? defaultPort };
}
