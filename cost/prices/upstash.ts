import type { Price, Source } from './price.ts';

const page: Source = { asOf: '2026-09-20', url: 'https://upstash.com/pricing/redis', note: 'pay as you go' };

export const upstash = {
  commands: { usd: 0.2, per: '100,000 commands', ...page },
  storage: { usd: 0.25, per: 'GB-month', ...page, note: 'beyond the first GB' },
  traffic: { usd: 0.03, per: 'GB', ...page, note: 'beyond 200 GB a month' },
  prodPack: { usd: 200, per: 'database-month', ...page, note: 'encryption at rest, several zones, SLA' },
} satisfies Record<string, Price>;

/** Of pay as you go, and what is free. */
export const limits = {
  freeStorageGb: 1,
  freeTrafficGb: 200,
  dataGb: 100,
  commandsPerSecond: 10_000,
  /** https://upstash.com/docs/redis/overall/billing */
  connections: 10_000,
};
