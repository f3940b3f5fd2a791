// List prices, each with the day for which it was read and where. A price that changes is changed here and nowhere else;
// docs/cost.md says how to check them. Taxes, discounts and reservations are left out.

export { type NodeType, nodeTypes, others as aws } from './aws.ts';
export { type DatabaseSize, databaseSizes } from './digitalocean.ts';
export { type Machine, machines, volume } from './machines.ts';
export { hoursPerMonth, type Price, type Source } from './price.ts';
export { limits as upstashLimits, upstash } from './upstash.ts';
