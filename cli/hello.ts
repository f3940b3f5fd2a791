import { randomUUID } from 'node:crypto';
import type { Connection } from '../components/connection.ts';
import type { Reach } from '../providers/backend.ts';
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
  /** The server that took the write, `host:port`. */
  server: string;
  /** For one write and one read, milliseconds. */
  ms: number;
}

/**
 * One write and one read through a connection as an application makes it: by the Sentinels to the primary, over TLS where it is
 * on. `natMap`: where announced addresses are reached from here. Undefined where there are no Sentinels to ask. Fails with `failed`.
 */
export async function sayHello(
  name: string,
  connection: Connection,
  natMap: Reach['natMap'] = {},
): Promise<Hello | undefined> {
  const { sentinel, tls, endpoints, username, password } = connection;
  if (!sentinel) return undefined;
  const { Redis } = await import('ioredis');
  const secure = tls.enabled
    ? { ca: tls.ca, ...(tls.serverName ? { servername: tls.serverName } : {}) }
    : undefined;
  const again = (attempt: number) => (attempt > attempts ? null : pause);
  const redis = new Redis({
    sentinels: endpoints.map((endpoint) => natMap[`${endpoint.host}:${endpoint.port}`] ?? endpoint),
    natMap,
    name: sentinel.masterName,
    sentinelUsername: sentinel.username,
    sentinelPassword: sentinel.password,
    username,
    password,
    ...(secure ? { tls: secure, sentinelTLS: secure, enableTLSForSentinelMode: true } : {}),
    lazyConnect: true,
    sentinelRetryStrategy: again,
    retryStrategy: again,
    maxRetriesPerRequest: attempts,
  });
  let last: Error | undefined;
  redis.on('error', (error) => {
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
    const { remoteAddress: host = '', remotePort: port = 0 } = redis.stream;
    return { name, server: announcedAs(address({ host, port }), natMap), ms };
  } catch (error) {
    const why = last?.message ?? (error instanceof Error ? error.message : String(error));
    throw new Failure(
      'failed',
      `${name} is deployed, but one write and one read through its Sentinels failed: ${why}`,
    );
  } finally {
    redis.disconnect();
  }
}
