import type { DeployResult } from '../events.ts';
import type { ResourceState } from '../state/index.ts';

/** A plan that was not carried out, as the result of the deployment: nothing was done. `resources`: what the state holds. */
export function undone(planned: DeployResult, resources: ResourceState[] = []): DeployResult {
  const counts = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };
  return { ...planned, steps: [], counts, outputs: {}, resources, changed: false };
}
