import type { Needs } from '../load/index.ts';
import type { Price } from '../prices/index.ts';

/** A resource as its program asked for it, secrets and unknown values aside. */
export interface Priced {
  type: string;
  inputs: Readonly<Record<string, unknown>>;
}

/** What a bill depends on beside the resources. */
export interface Use {
  needs: Needs;
  /** USD a month for one machine to run Redis on. Absent: a dated list. */
  machinePrice?: number;
  /** USD an hour for one ElastiCache node, for other regions and types. Absent: a dated list. */
  nodePrice?: number;
}

export interface Line {
  what: string;
  quantity: number;
  /** USD a month. */
  usd: number;
  price: Price;
}

/** There is something on the bill that no price is known for. The message says how to give one. */
export class NoPrice extends Error {}

/** `quantity` in the price's own unit. */
export function line(what: string, quantity: number, price: Price): Line {
  return { what, quantity, usd: quantity * price.usd, price };
}

export function numberOf(inputs: Priced['inputs'], name: string): number | undefined {
  const value = inputs[name];
  return typeof value === 'number' ? value : undefined;
}

export function textOf(inputs: Priced['inputs'], name: string): string | undefined {
  const value = inputs[name];
  return typeof value === 'string' ? value : undefined;
}

/** A price that the user named. */
export function named(usd: number, per: string, flag: string): Price {
  return { usd, per, asOf: '', url: '', note: `given with ${flag}` };
}
