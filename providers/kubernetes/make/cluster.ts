import { Namespace } from '@pulumi/kubernetes/core/v1/namespace.js';
import { getVersion } from '@pulumi/kubernetes/utilities.js';
import type * as pulumi from '@pulumi/pulumi';
import { ProviderResource } from '@pulumi/pulumi/resource.js';
import { namespace } from '../manifests/index.ts';
import type { Plan } from '../plan.ts';

export type Options = pulumi.CustomResourceOptions;

/** Where an instance's objects go. */
export interface Cluster {
  /** For every object. */
  options: Options;
  /** For what stays when the stack is destroyed: the next `up` takes it over instead of finding its name taken. */
  kept: Options;
  /** What has to be there first. */
  namespace: pulumi.Resource[];
}

/** Pulumi's own class for this provider would put the path in KUBECONFIG into the state. */
class Provider extends ProviderResource {
  constructor(name: string, args: Record<string, string | undefined>, opts: pulumi.ResourceOptions) {
    super('kubernetes', name, args, { ...opts, version: getVersion() });
  }
}

/** The cluster that the arguments name, never the ambient one, and the namespace where that is asked for. */
export function clusterOf(parent: pulumi.ComponentResource, plan: Plan): Cluster {
  const { name, own } = plan;
  const { context } = own;
  // What has a name of its content is immutable. The rest keeps its name and changes in place.
  const mutable = { enableConfigMapMutable: 'true', enableSecretMutable: 'true' };
  const provider = new Provider(`${name}-cluster`, { context, ...mutable }, { parent });
  const keeper = new Provider(`${name}-kept`, { context, upsertExistingObjects: 'true' }, { parent });
  const options = { parent, provider };
  const kept = { parent, provider: keeper, retainOnDelete: true };
  if (!own.createNamespace) return { options, kept, namespace: [] };
  // With it would go the volumes, and whatever else is in it.
  const made = new Namespace(`${name}-namespace`, namespace(plan), kept);
  const dependsOn = [made];
  return { options: { ...options, dependsOn }, kept: { ...kept, dependsOn }, namespace: [made] };
}
