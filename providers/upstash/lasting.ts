// What cannot change about a database without losing what is in it. Source: ForceNew in terraform-provider-upstash
// upstash/redis/database/resource.go.

import type { Fact } from '../credentials/types.ts';
import type { Own } from './own.ts';

/** With what to do instead of each change. */
export function lastingFacts({ region, primaryRegion = region }: Own): Fact[] {
  const instead =
    'A database does not move: a new, empty one would take its place. Make another instance there and import an RDB file of ' +
    'this one, or add the region to upstash.readRegions.';
  return [
    { property: 'upstash.region', value: region, instead },
    { property: 'upstash.primaryRegion', value: primaryRegion, instead },
  ];
}
