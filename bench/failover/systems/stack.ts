import { stackLocal } from '../servers/index.ts';
import type { System } from './system.ts';

const fast = {
  servers: 'stack local, fast',
  makeServers: () => stackLocal({ failover: { profile: 'fast' } }),
};
const all = { kill: 10, freeze: 10, planned: 10 };

/** Stack `local` with our client and with those of others. */
export const onStackLocal: readonly System[] = [
  {
    name: 'ours',
    title: 'redis-ha, fast',
    ...fast,
    client: 'ours',
    planned: { by: 'hand-over' },
    runs: all,
    limitMs: 20_000,
  },
  {
    name: 'ours-balanced',
    title: 'redis-ha, balanced',
    servers: 'stack local, balanced',
    makeServers: () => stackLocal({ failover: { profile: 'balanced' } }),
    client: 'ours',
    planned: { by: 'hand-over' },
    runs: { kill: 10 },
    limitMs: 20_000,
  },
  {
    name: 'ioredis',
    title: 'ioredis 6, defaults',
    ...fast,
    client: 'ioredis',
    planned: { by: 'sentinel' },
    runs: all,
    limitMs: 40_000,
  },
  {
    name: 'ioredis-detector',
    title: 'ioredis 6, failoverDetector',
    ...fast,
    client: 'ioredis-detector',
    planned: { by: 'sentinel' },
    runs: all,
    limitMs: 40_000,
  },
  {
    name: 'node-redis',
    title: 'node-redis 6, defaults',
    ...fast,
    client: 'node-redis',
    planned: { by: 'sentinel' },
    runs: all,
    limitMs: 40_000,
  },
];
