// What cannot change about a cluster without losing what is in it. Source: ForceNew in terraform-provider-digitalocean
// digitalocean/database/resource_database_cluster.go.

import type * as pulumi from '@pulumi/pulumi';
import type { Fact } from '../credentials/types.ts';
import type { Own } from './own.ts';

const byDefault = 'default';

/** With what to do instead of each change. */
export function lastingFacts({
  privateNetworkUuid = byDefault,
  projectId = byDefault,
}: Own): (Omit<Fact, 'value'> & { value: pulumi.Input<string> })[] {
  return [
    {
      property: 'digitalocean.privateNetworkUuid',
      value: privateNetworkUuid,
      instead:
        'A cluster does not move to another VPC: a new, empty one would take its place. Put another instance there and ' +
        'copy the keys with digitalocean.migration.',
    },
    {
      property: 'digitalocean.projectId',
      value: projectId,
      instead:
        'The provider does not move a cluster to another project: a new, empty one would take its place. Move it in the ' +
        'control panel and leave this as it is.',
    },
  ];
}
