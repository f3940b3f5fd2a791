// What the command line asks of a deployed instance.

import type { Deployment, InstanceStatus, Manifest } from '../backend.ts';
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
