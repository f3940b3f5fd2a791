// The instances of a deployed stack that are this backend's, as they were asked for.

import type { Deployment, RedisSpec } from '../backend.ts';
import { type Plan, planOf } from './plan.ts';

const component = 'redis-ha:index:RedisHA';

export function plansOf({ resources }: Deployment): Plan[] {
  return (
    resources
      .filter(({ type, inputs }) => type === component && inputs.backend === 'kubernetes')
      // The component's inputs are the specification, with the backend's own object under the backend's name.
      .map(({ urn, inputs }) =>
        planOf(urn.split('::').at(-1) ?? '', { ...inputs, own: inputs.kubernetes } as unknown as RedisSpec),
      )
  );
}

/** The one instance of that name. */
export function planNamed(deployment: Deployment, instance: string): Plan {
  const plan = plansOf(deployment).find(({ name }) => name === instance);
  if (plan) return plan;
  throw new Error(`Stack ${deployment.stack} has no instance ${instance} on Kubernetes.`);
}
