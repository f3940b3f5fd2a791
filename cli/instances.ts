import { inOrder } from '../components/configuration/instances.ts';

/** What there is of each instance, in the order of the configuration: a state keeps none. */
export function ordered<T>(all: readonly T[], nameOf: (one: T) => string): T[] {
  const order = inOrder(all.map(nameOf));
  return all.toSorted((a, b) => order.indexOf(nameOf(a)) - order.indexOf(nameOf(b)));
}
