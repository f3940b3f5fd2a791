import { createSentinel } from 'redis';
import type { OpenWriter } from './writer.ts';

/** node-redis with what it takes to get in, and otherwise its defaults. */
export const openNodeRedis: OpenWriter = async ({ endpoints, sentinel, password, tls }) => {
  const socket = tls.enabled && tls.ca !== undefined ? { socket: { tls: true as const, ca: tls.ca } } : {};
  const client = createSentinel({
    name: sentinel.masterName,
    sentinelRootNodes: endpoints,
    nodeClientOptions: { ...(password && { password }), ...socket },
    sentinelClientOptions: { ...(sentinel.password && { password: sentinel.password }), ...socket },
  });
  client.on('error', () => undefined);
  await client.connect();
  return {
    write: (key, id) => client.rPush(key, String(id)),
    port: () => client.getMasterNode()?.port ?? null,
    ended: () => !client.isOpen,
    close: () => client.destroy(),
  };
};
