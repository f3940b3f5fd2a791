import { randomUUID } from 'node:crypto';
import type { Cluster, Redis } from 'ioredis';
import type { Connection } from '../components/connection.ts';
import type { Endpoint, Reach } from '../providers/backend.ts';
import { announcedAs } from './announced.ts';
import { Failure } from './failure.ts';
import { address } from './show/servers.ts';

const key = 'redis-ha:hello';
/** Seconds after which the key is gone by itself, should the connection break before it is deleted. */
const expiry = 60;
/** A Sentinel that does not know the primary yet is asked again this often, milliseconds between. */
const attempts = 40;
const pause = 250;

export interface Hello {
  /** The instance. */
  name: string;
  by: Connection['topology'];
  /** The server that took the write, `host:port`. */
  server: string;
  /** For one write and one read, milliseconds. */
  ms: number;
}

/**
 * One write and one read through a connection as an application makes it: by the Sentinels to the primary, or by the seeds of a
 * cluster to the primary that has the key, over TLS where it is on. `natMap`: where announced addresses are reached from here.
 * Undefined where there is neither. Fails with `failed`.
 */
export async function sayHello(
  name: string,
  connection: Connection,
  natMap: Reach['natMap'] = {},
): Promise<Hello | undefined> {
  const open = connection.topology === 'cluster' ? openCluster : openPrimary;
  const opened = await open(connection, natMap);
  if (!opened) return undefined;
  const { redis, server } = opened;
  let last: Error | undefined;
  redis.on('error', (error: Error) => {
    last = error;
  });
  try {
    await redis.connect();
    const written = randomUUID();
    const start = performance.now();
    await redis.set(key, written, 'EX', expiry);
    const read = await redis.get(key);
    const ms = performance.now() - start;
    await redis.del(key);
    if (read !== written) throw new Error(`read back ${read === null ? 'nothing' : 'something else'}`);
    return { name, by: connection.topology, server: announcedAs(await server(), natMap), ms };
  } catch (error) {
    const why = last?.message ?? (error instanceof Error ? error.message : String(error));
    throw new Failure('failed', `${name} is deployed, but one write and one read failed: ${why}`);
  } finally {
    redis.disconnect();
  }
}

interface Opened {
  redis: Redis | Cluster;
  /** Who took the write, `host:port`. */
  server(): Promise<string>;
}

const again = (attempt: number) => (attempt > attempts ? null : pause);

function accessOf({ tls, username, password }: Connection) {
  const secure = tls.enabled
    ? { ca: tls.ca, ...(tls.serverName ? { servername: tls.serverName } : {}) }
    : undefined;
  return { username, password, ...(secure && { tls: secure }) };
}

async function openPrimary(connection: Connection, natMap: Reach['natMap']): Promise<Opened | undefined> {
  const { sentinel, endpoints } = connection;
  if (!sentinel) return undefined;
  const { Redis } = await import('ioredis');
  const access = accessOf(connection);
  const redis = new Redis({
    sentinels: endpoints.map((endpoint) => natMap[spelled(endpoint)] ?? endpoint),
    natMap,
    name: sentinel.masterName,
    sentinelUsername: sentinel.username,
    sentinelPassword: sentinel.password,
    ...access,
    ...(access.tls && { sentinelTLS: access.tls, enableTLSForSentinelMode: true }),
    lazyConnect: true,
    sentinelRetryStrategy: again,
    retryStrategy: again,
    maxRetriesPerRequest: attempts,
  });
  const server = async () => {
    const { remoteAddress: host = '', remotePort: port = 0 } = redis.stream;
    return address({ host, port });
  };
  return { redis, server };
}

async function openCluster(connection: Connection, natMap: Reach['natMap']): Promise<Opened> {
  const { Cluster } = await import('ioredis');
  const redis = new Cluster(
    connection.endpoints.map((endpoint) => natMap[spelled(endpoint)] ?? endpoint),
    {
      natMap,
      redisOptions: accessOf(connection),
      // Names stay names: a certificate is checked against them.
      dnsLookup: (name, callback) => callback(null, name),
      lazyConnect: true,
      clusterRetryStrategy: again,
    },
  );
  const server = async () => redis.slots[Number(await redis.cluster('KEYSLOT', key))]?.[0] ?? '';
  return { redis, server };
}

function spelled({ host, port }: Endpoint): string {
  return `${host}:${port}`;
}
