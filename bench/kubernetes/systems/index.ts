// What is compared, as data: redis-ha as it comes, and the plan that it replaces. What the plan's objects are lies in ../plan.

import { ours } from './ours.ts';
import { plan } from './plan.ts';
import type { System } from './system.ts';

export type { Deployed, System } from './system.ts';

/** In the order of the tables. */
export const systems: readonly System[] = [ours, plan];
