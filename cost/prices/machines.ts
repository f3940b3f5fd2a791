// Machines to run Redis on oneself, where the user names no price. One provider's, as an order of magnitude.

import type { Price } from './price.ts';

export interface Machine {
  memoryGb: number;
  price: Price;
}

/** DigitalOcean's basic droplets, the smallest first. */
export const machines: readonly Machine[] = [machine(2, 12), machine(4, 24), machine(8, 48), machine(16, 96)];

function machine(memoryGb: number, usd: number): Machine {
  const price: Price = {
    usd,
    per: 'machine-month',
    asOf: '2022-07-01',
    url: 'https://gist.github.com/colinwilson/cd31bde012f6727b24b2fc4ebee749c0',
    secondHand: true,
    note: "DigitalOcean's basic droplets, after their last general change; name your own with --machine-price",
  };
  return { memoryGb, price };
}

export const volume: Price = {
  usd: 0.1,
  per: 'GiB-month',
  asOf: '2022-07-01',
  url: 'https://docs.digitalocean.com/products/volumes/details/pricing/',
  note: 'block storage at DigitalOcean',
};
