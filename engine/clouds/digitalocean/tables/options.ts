// What a Valkey cluster can be ordered as. Source: digitalocean/openapi specification/resources/databases/responses/options.yml,
// version of 7 August 2026, but for the number of nodes: it lists three, and the product's page says one standby at most.

import { api, docs } from '../common.ts';

export const optionsSource = api('responses/options.yml');
export const standbySource = docs('how-to/add-standby-nodes');

export const regions = [
  'ams3',
  'atl1',
  'blr1',
  'fra1',
  'lon1',
  'nyc1',
  'nyc3',
  'ric1',
  'sfo2',
  'sfo3',
  'sgp1',
  'syd1',
  'tor1',
] as const;

export const version = '8';

/** With a standby; a single node may be `smallest` too. */
const sizesWithStandby = [
  'db-s-1vcpu-2gb',
  'db-s-2vcpu-4gb',
  'db-s-4vcpu-8gb',
  'db-s-6vcpu-16gb',
  'db-s-8vcpu-32gb',
  'db-s-16vcpu-64gb',
  'm-2vcpu-16gb',
  'm-4vcpu-32gb',
  'm-8vcpu-64gb',
  'm-16vcpu-128gb',
  'm-24vcpu-192gb',
  'm-32vcpu-256gb',
];

export const smallest = 'db-s-1vcpu-1gb';
export const sizes = [smallest, ...sizesWithStandby];
