// What is compared, as data: one file for stack `local` with four clients, one for the plan, one for charts. How servers
// are made lies in ../servers, how clients are opened in ../writer.

import { charts } from './charts.ts';
import { plan } from './plan.ts';
import { onStackLocal } from './stack.ts';
import type { System } from './system.ts';

export type { Planned, PreStop, System } from './system.ts';

/** In the order of the table. */
export const systems: readonly System[] = [...onStackLocal, plan, ...charts];
