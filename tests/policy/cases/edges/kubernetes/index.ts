import type { Edges } from '../../case.ts';
import { edges as failover } from './failover.ts';
import { edges as mission } from './mission.ts';
import { edges as network } from './network.ts';
import { edges as pods } from './pods.ts';
import { edges as secrets } from './secrets.ts';
import { edges as storage } from './storage.ts';

/** What stands just beside a rule on Kubernetes: other ways to write the same, what is nearly it, what is another program’s. */
export const edges: Record<string, Edges> = {
  ...failover,
  ...mission,
  ...network,
  ...pods,
  ...secrets,
  ...storage,
};
