import type { policy } from '@pulumi/kubernetes/types/input.js';
import type { Plan } from '../plan.ts';
import { metadataOf, selectorOf } from './meta.ts';
import type { Standing } from './pod.ts';

/** A drain takes one at a time. One that crash-loops anyway must not hold it up: unhealthyPodEvictionPolicy, 1.31. */
export function podDisruptionBudget(plan: Plan, component: Standing): policy.v1.PodDisruptionBudget {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: metadataOf(plan, plan[component], component),
    spec: {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: { matchLabels: selectorOf(plan, component) },
    },
  };
}
