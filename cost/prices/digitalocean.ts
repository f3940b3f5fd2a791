import type { Price } from './price.ts';

export interface DatabaseSize {
  /** GiB that data may take: https://docs.digitalocean.com/products/databases/valkey/details/memory-usage/ */
  usableGb: number;
  /** Whether a standby may stand beside it: 2 GiB of memory or more. */
  standby: boolean;
  /** Each node, the standby too. */
  price: Price;
}

export const databaseSizes: Readonly<Record<string, DatabaseSize>> = {
  'db-s-1vcpu-1gb': size(0.5, 15, false),
  'db-s-1vcpu-2gb': size(1.2, 30),
  'db-s-2vcpu-4gb': size(2.5, 60),
  'db-s-4vcpu-8gb': size(5.2, 120),
  'db-s-6vcpu-16gb': size(11.5, 240),
  'db-s-8vcpu-32gb': size(21.7, 480),
};

function size(usableGb: number, usd: number, standby = true): DatabaseSize {
  const price: Price = {
    usd,
    per: 'node-month',
    asOf: '2026-09-25',
    url: 'https://docs.digitalocean.com/products/databases/valkey/details/pricing/',
    secondHand: true,
    note: 'the smallest as the page has it; the others from tables of third parties, where each doubles',
  };
  return { usableGb, standby, price };
}
