// The sizing model's parameters: each is a flag of `redis-ha cost`, with a default for the plan's application, which has
// rate limits, sessions, queues, live positions over websockets and a cache.

export interface Assumption {
  /** Without the dashes. */
  flag: string;
  default: number;
  /** What the number means, its unit included. */
  says: string;
  least: number;
  most: number;
}

const millions = 1e9;

export const assumptions = {
  dau: { flag: 'dau', default: 10_000, says: 'daily active users', least: 1, most: 1e8 },
  online: {
    flag: 'online',
    default: 0.1,
    says: 'share of them who are there at the busiest moment',
    least: 0,
    most: 1,
  },
  requests: {
    flag: 'requests',
    default: 100,
    says: 'API requests of a user in a day',
    least: 0,
    most: millions,
  },
  peak: {
    flag: 'peak',
    default: 5,
    says: 'the busiest minute, in times of the mean',
    least: 1,
    most: 1000,
  },
  /** One of the rate limit, two of the session, two of the cache: tests/unit/cost/commands.test.ts counts them. */
  commandsPerRequest: {
    flag: 'commands-per-request',
    default: 5,
    says: 'commands that a request sends: rate limit, session, cache',
    least: 0,
    most: 1000,
  },
  jobs: { flag: 'jobs', default: 5, says: 'jobs of a user in a day', least: 0, most: millions },
  /** With BullMQ, adding and working off; tests/unit/cost/commands.test.ts counts them. */
  commandsPerJob: {
    flag: 'commands-per-job',
    default: 6,
    says: 'commands that a job sends; its scripts run about 50 more on the server',
    least: 0,
    most: 1000,
  },
  trackers: {
    flag: 'trackers',
    default: 0.1,
    says: 'share of users who send their position',
    least: 0,
    most: 1,
  },
  trackedHours: {
    flag: 'tracked-hours',
    default: 8,
    says: 'hours of a day in which they do',
    least: 0,
    most: 24,
  },
  positionSeconds: {
    flag: 'position-seconds',
    default: 10,
    says: 'seconds between two positions',
    least: 0.1,
    most: 86_400,
  },
  cacheKb: { flag: 'cache-kb', default: 20, says: 'KB that the cache keeps for a user', least: 0, most: 1e6 },
  growth: {
    flag: 'growth',
    default: 2,
    says: 'memory beyond the data, in times of it: growth, fragmentation, buffers',
    least: 1,
    most: 100,
  },
  coreRate: {
    flag: 'core-rate',
    default: 50_000,
    says: 'commands a second that a core is trusted with',
    least: 1,
    most: millions,
  },
} as const satisfies Record<string, Assumption>;

export type Load = Record<keyof typeof assumptions, number>;

export const usualLoad = Object.fromEntries(
  Object.entries(assumptions).map(([name, { default: usual }]) => [name, usual]),
) as Load;
