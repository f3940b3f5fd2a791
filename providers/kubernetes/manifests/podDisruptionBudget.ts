import type { policy } from '@pulumi/kubernetes/types/input.js';
import { type Plan, shardSetName } from '../plan.ts';
import { metadataOf, selectorOf, shardLabel } from './meta.ts';
import type { Standing } from './pod.ts';

/** A drain takes one at a time. One that crash-loops anyway must not hold it up: unhealthyPodEvictionPolicy, 1.31. */
export function podDisruptionBudget(plan: Plan, component: Standing): policy.v1.PodDisruptionBudget {
  return budget(plan, plan[component], component, {});
}

/** The same for the nodes of one of a cluster's shards. */
export function shardBudget(plan: Plan, shard: number): policy.v1.PodDisruptionBudget {
  return budget(plan, shardSetName(plan, shard), 'data', { [shardLabel]: String(shard) });
}

function budget(
  plan: Plan,
  name: string,
  component: Standing,
  shardLabels: Record<string, string>,
): policy.v1.PodDisruptionBudget {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadataOf(plan, name, component),
    spec: {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: { ...selectorOf(plan, component), ...shardLabels } },
    },
  };
}
