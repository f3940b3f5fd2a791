import { plainServers } from '../servers/index.ts';
import type { System } from './system.ts';

/**
 * The plan that this project replaces: its redis-server arguments and its sentinel.conf, and its client (../writer/plan.ts).
 * What it took to make them start: a writable sentinel.conf (the plan mounts it read-only, which Sentinel refuses), an
 * address in `sentinel monitor` (a host name wants `resolve-hostnames`), the password instead of its placeholder.
 * And what the bench adds to run more than once: `masterauth` on all servers (the plan's first primary has none, so that it
 * can never follow another) and no wait before a full sync. Neither touches the time of a failover.
 */
export const plan: System = {
  name: 'plan',
  title: 'the plan',
  servers: 'the plan',
  makeServers: () =>
    plainServers({
      masterName: 'freight-master',
      server: ['appendonly yes'],
      quorum: 2,
      sentinel: { 'down-after-milliseconds': 5000, 'failover-timeout': 10_000, 'parallel-syncs': 1 },
    }),
  client: 'plan',
  planned: { by: 'sentinel' },
  runs: { kill: 10, freeze: 10, planned: 10 },
  limitMs: 45_000,
};
