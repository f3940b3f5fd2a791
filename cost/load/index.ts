// From daily users to what a Redis has to bear. The model is assumptions.ts; needs.ts multiplies.

export { type Assumption, assumptions, type Load, usualLoad } from './assumptions.ts';
export { type Needs, needsOf, type WorkloadNeeds } from './needs.ts';
