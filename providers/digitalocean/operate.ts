// What the command line asks of a deployed instance.

import type { Deployment, InstanceStatus } from '../backend.ts';
import { lookAtEndpoints } from '../managed/index.ts';

/** How every instance of the stack answers. */
export function status(deployment: Deployment): Promise<InstanceStatus[]> {
  return lookAtEndpoints(deployment, {
    backend: 'digitalocean',
    showsReplicas: true,
    answers: 'a private name answers inside its VPC only, and nobody outside digitalocean.firewall is let in',
  });
}
