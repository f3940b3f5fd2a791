import { Redis } from 'ioredis';
import type { OpenWriter } from '../../../tests/live/kubernetes/writing/index.ts';
import { planOptions } from '../../failover/writer/plan.ts';

/** The plan's client; runs in a pod, which loads this file by its name. */
export const open: OpenWriter = ({ connection: { endpoints, sentinel, password } }) => {
  const client = new Redis({
    sentinels: endpoints,
    name: sentinel?.masterName,
    ...(password && { password }),
    ...planOptions(password),
  });
  // Without a listener it writes every lost connection to the console.
  client.on('error', () => undefined);
  client.connect().catch(() => undefined);
  return {
    push: (key, value) => client.rpush(key, value),
    node: () => {
      const { remoteAddress, remotePort } = client.stream ?? {};
      return remoteAddress === undefined ? null : `${remoteAddress}:${remotePort}`;
    },
    close: async () => client.disconnect(),
  };
};
