// What the command line asks of a deployed instance, and does to it: each loaded when it is needed.

import type { BackendOperations, Deployment, FaultName, InstanceStatus, Manifest } from '../backend.ts';
import { manifestsOf } from './render.ts';

/** See BackendOperations. */
export function manifests({ resources }: Deployment): Manifest[] {
  return manifestsOf(resources);
}

/** How every instance of the stack really is, as the cluster says. */
export async function status(deployment: Deployment): Promise<InstanceStatus[]> {
  const { look } = await import('./look/index.ts');
  return look(deployment);
}

/** See BackendOperations. */
export const faults: readonly FaultName[] = [
  'kill',
  'freeze',
  'planned',
  'sentinel',
  'replica',
  'node',
  'rolling',
];

/** See BackendOperations. */
export const inject: NonNullable<BackendOperations['inject']> = async (deployment, instance, fault, o) => {
  const { strike } = await import('./faults/index.ts');
  return strike(deployment, instance, fault, o);
};

/** See BackendOperations. */
export const failover: NonNullable<BackendOperations['failover']> = async (deployment, instance, o) => {
  const [{ failOver }, { planNamed }] = await Promise.all([
    import('./faults/index.ts'),
    import('./deployed.ts'),
  ]);
  return failOver(planNamed(deployment, instance), o);
};

/** See BackendOperations. */
export const reach: NonNullable<BackendOperations['reach']> = async (deployment, instance, signal) => {
  const { openReach } = await import('./reach.ts');
  return openReach(deployment, instance, signal);
};
