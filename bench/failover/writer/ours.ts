import { createRedis } from '../../../client/index.ts';
import type { OpenWriter } from './writer.ts';

/** The preset of a queue: writes wait through a failover. */
export const openOurs: OpenWriter = async (connection) => {
  const client = createRedis({ workload: 'queue', connection });
  return {
    write: (key, id) => client.rpush(key, id),
    port: () => client.stream?.remotePort ?? null,
    ended: () => client.status === 'end',
    close: () => client.disconnect(),
  };
};
