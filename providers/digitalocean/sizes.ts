// Size slugs and how much data fits into each. Source: docs.digitalocean.com/products/databases/valkey/details/memory-usage.

/** GiB for data by GB of a node's memory: the service keeps the rest for itself, copies and replication. */
const usable: ReadonlyMap<number, number> = new Map([
  [1, 0.5],
  [2, 1.2],
  [4, 2.5],
  [8, 5.2],
  [16, 11.5],
  [32, 21.7],
  [64, 43.7],
]);

/** The share of larger nodes, for which nothing is published: a little less than that of the largest above. */
const shareOfLarger = 0.65;

/** The general sizes, smallest first. */
const generalSizes = [
  'db-s-1vcpu-1gb',
  'db-s-1vcpu-2gb',
  'db-s-2vcpu-4gb',
  'db-s-4vcpu-8gb',
  'db-s-6vcpu-16gb',
  'db-s-8vcpu-32gb',
  'db-s-16vcpu-64gb',
] as const;

/** The smallest that may have a standby: replication needs memory of its own. */
export const defaultSize = 'db-s-1vcpu-2gb';
export const leastStandbyGb = 2;

/** GB of memory that a slug names; NaN for what is no slug. */
export function nodeGb(size: string): number {
  return Number(/-(\d+)gb$/.exec(size)?.[1]);
}

/** GiB that data may take on a node of this size. */
export function usableGib(size: string): number {
  const gb = nodeGb(size);
  return usable.get(gb) ?? gb * shareOfLarger;
}

/** The smallest general size with room for so much data and, where there is one, a standby; undefined when none has. */
export function sizeFor(gib: number, standby: boolean): string | undefined {
  return generalSizes.find((size) => usableGib(size) >= gib && (!standby || nodeGb(size) >= leastStandbyGb));
}
