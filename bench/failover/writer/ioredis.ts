import { Redis, type RedisOptions } from 'ioredis';
import type { SentinelConnection, Writer } from './writer.ts';

/** ioredis with what it takes to get in, and otherwise its defaults or `options`. */
export async function openIoredis(
  { endpoints, sentinel, password, tls }: SentinelConnection,
  options: RedisOptions = {},
): Promise<Writer> {
  const secure = tls.enabled && tls.ca !== undefined ? { ca: tls.ca } : undefined;
  const client = new Redis({
    sentinels: endpoints,
    name: sentinel.masterName,
    ...(password && { password }),
    ...(sentinel.password && { sentinelPassword: sentinel.password }),
    ...(secure && { enableTLSForSentinelMode: true, tls: secure, sentinelTLS: secure }),
    ...options,
  });
  // Without a listener it writes every lost connection to the console.
  client.on('error', () => undefined);
  if (options.lazyConnect) await client.connect();
  return {
    write: (key, id) => client.rpush(key, id),
    port: () => client.stream?.remotePort ?? null,
    ended: () => client.status === 'end',
    close: () => client.disconnect(),
  };
}
