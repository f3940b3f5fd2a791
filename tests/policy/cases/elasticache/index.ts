import type { RuleCase } from '../case.ts';
import { cases as access } from './access.ts';
import { cases as mission } from './mission.ts';
import { cases as network } from './network.ts';
import { cases as parameters } from './parameters.ts';
import { cases as recovery } from './recovery.ts';
import { cases as upkeep } from './upkeep.ts';

/** A case for each rule on ElastiCache. */
export const cases: Record<string, RuleCase> = {
  ...access,
  ...mission,
  ...network,
  ...parameters,
  ...recovery,
  ...upkeep,
};
