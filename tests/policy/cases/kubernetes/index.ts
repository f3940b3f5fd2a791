import type { RuleCase } from '../case.ts';
import { cases as failover } from './failover.ts';
import { cases as mission } from './mission.ts';
import { cases as network } from './network.ts';
import { cases as pods } from './pods.ts';
import { cases as secrets } from './secrets.ts';
import { cases as storage } from './storage.ts';

/** A case for each rule on Kubernetes. */
export const cases: Record<string, RuleCase> = {
  ...failover,
  ...mission,
  ...network,
  ...pods,
  ...secrets,
  ...storage,
};
