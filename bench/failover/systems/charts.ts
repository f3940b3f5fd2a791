import { plainServers } from '../servers/index.ts';
import type { System } from './system.ts';

/**
 * Charts for Kubernetes with the values they come with, as processes: their Sentinel and server settings, and for a planned
 * failover what their preStop hooks do, followed by SIGTERM as when a pod is replaced. Not their start scripts, Services and
 * probes. The client is ioredis with its defaults.
 */
export const charts: readonly System[] = [
  {
    // charts/redis-ha 4.39: values.yaml, and trigger-failover-if-master.sh in templates/_configs.tpl.
    name: 'redis-ha-chart',
    title: 'redis-ha chart 4.39, ioredis 6',
    servers: 'redis-ha chart',
    makeServers: () =>
      plainServers({
        masterName: 'mymaster',
        server: [
          'min-replicas-to-write 1',
          'min-replicas-max-lag 5',
          'maxmemory-policy volatile-lru',
          'save 900 1',
          'repl-diskless-sync yes',
        ],
        quorum: 2,
        sentinel: { 'down-after-milliseconds': 10_000, 'failover-timeout': 180_000, 'parallel-syncs': 5 },
      }),
    client: 'ioredis',
    planned: { by: 'preStop', hook: { waitsFor: 'it is a replica', limitMs: 30_000 } },
    runs: { kill: 10, freeze: 10, planned: 10 },
    limitMs: 60_000,
  },
  {
    // bitnami/redis 23.1: values.yaml (sentinel.*), and prestop-redis.sh in templates/scripts-configmap.yaml.
    name: 'bitnami-chart',
    title: 'Bitnami chart 23.1, ioredis 6',
    servers: 'Bitnami chart',
    makeServers: () =>
      plainServers({
        masterName: 'mymaster',
        server: ['appendonly yes', 'save ""'],
        quorum: 2,
        sentinel: { 'down-after-milliseconds': 60_000, 'failover-timeout': 180_000, 'parallel-syncs': 1 },
      }),
    client: 'ioredis',
    planned: {
      by: 'preStop',
      hook: { pauseMs: 22_000, waitsFor: 'another is named', limitMs: 20_000 },
    },
    runs: { kill: 2, freeze: 1, planned: 2 },
    limitMs: 110_000,
  },
];
