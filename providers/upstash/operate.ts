// What the command line asks of a deployed instance.

import type { Deployment, InstanceStatus } from '../backend.ts';
import { lookAtEndpoints } from '../managed/index.ts';

/** How every instance of the stack answers. Upstash shows no replicas. */
export function status(deployment: Deployment): Promise<InstanceStatus[]> {
  return lookAtEndpoints(deployment, {
    backend: 'upstash',
    showsReplicas: false,
    answers: 'where upstash.ipAllowlists is set, this machine has to be in it',
  });
}
