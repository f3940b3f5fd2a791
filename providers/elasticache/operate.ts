// What the command line asks of a deployed instance.

import type { Deployment, InstanceStatus } from '../backend.ts';
import { lookAtEndpoints } from '../managed/index.ts';

/** How every instance of the stack answers. AWS itself is not asked: its console and its alarms say more. */
export function status(deployment: Deployment): Promise<InstanceStatus[]> {
  return lookAtEndpoints(deployment, {
    backend: 'elasticache',
    showsReplicas: true,
    answers: 'it answers inside its VPC only, to whom elasticache.network lets in',
  });
}
