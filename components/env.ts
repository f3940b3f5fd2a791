// The connection as environment variables, in the formats that redis-ha-client reads. A key without a value is
// left out. REDIS_DB is read by the client and never written: no backend gives an application a database number.

import type { Connection, Endpoint } from './connection.ts';

const prefix = 'REDIS_';

const names = [
  'ENABLED',
  'MODE',
  'URL',
  'HOST',
  'PORT',
  'READER_HOST',
  'READER_PORT',
  'SENTINELS',
  'SENTINEL_MASTER',
  'SENTINEL_USERNAME',
  'SENTINEL_PASSWORD',
  'CLUSTER_NODES',
  'USERNAME',
  'PASSWORD',
  'DB',
  'TLS',
  'TLS_CA',
  'TLS_SERVERNAME',
] as const;

type Name = (typeof names)[number];

/** The environment of one instance. */
export function envOf(connection: Connection): Record<string, string> {
  const values = valuesOf(connection);
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = values[name];
      return value === undefined ? [] : [[prefix + name, value]];
    }),
  );
}

/** The environments of several instances in one: the first as it is, that of `cache` as REDIS_CACHE_URL and so on. */
export function joinEnvs(
  instances: readonly { name: string; env: Record<string, string> }[],
): Record<string, string> {
  const entries = instances.flatMap(({ name, env }, index) =>
    Object.entries(env).map(([key, value]) => [index === 0 ? key : keyOf(key, name), value]),
  );
  return Object.fromEntries(entries);
}

/** Every key that an instance may ever use, so that two never mean the same one; the first has no name in them. */
export function envKeys(instance?: string): string[] {
  return names.map((name) => (instance === undefined ? prefix + name : keyOf(prefix + name, instance)));
}

function keyOf(key: string, instance: string): string {
  return `${prefix}${instance.toUpperCase().replaceAll('-', '_')}_${key.slice(prefix.length)}`;
}

function valuesOf(connection: Connection): Partial<Record<Name, string | undefined>> {
  const { topology, reader, tls, username, password } = connection;
  return {
    ENABLED: 'true',
    MODE: topology,
    ...addressOf(connection),
    READER_HOST: reader?.host,
    READER_PORT: reader?.port.toString(),
    USERNAME: username,
    PASSWORD: password,
    TLS: String(tls.enabled),
    // A real PEM, with line ends; who writes it into a dotenv file makes it one line.
    TLS_CA: tls.ca,
    TLS_SERVERNAME: tls.serverName,
  };
}

function addressOf({
  topology,
  endpoints,
  sentinel,
  url,
}: Connection): Partial<Record<Name, string | undefined>> {
  switch (topology) {
    case 'standalone':
      return { URL: url, HOST: endpoints[0]?.host, PORT: endpoints[0]?.port.toString() };
    case 'sentinel':
      return {
        SENTINELS: endpoints.map(address).join(','),
        SENTINEL_MASTER: sentinel?.masterName,
        SENTINEL_USERNAME: sentinel?.username,
        SENTINEL_PASSWORD: sentinel?.password,
      };
    case 'cluster':
      return { CLUSTER_NODES: endpoints.map(address).join(',') };
  }
}

/** `host:port`, an IPv6 address in brackets (RFC 3986 section 3.2.2). */
export function address({ host, port }: Endpoint): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
