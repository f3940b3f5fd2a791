import type { DeployedResource, Deployment, Watched } from '../../backend.ts';
import type { Values } from '../../protocol.ts';
import type { Group } from '../group/index.ts';
import { RedisLocal } from '../provider/index.ts';
import { types } from '../provider/types.ts';

/**
 * Brings one member back as `up` would: started where it does not run, with its settings and periods, told whom to
 * follow, and everybody settled. By the provider itself, from what the state says of the member.
 */
export async function mend(
  { root, resources }: Deployment,
  group: Group,
  name: string,
  { progress, signal }: Watched,
): Promise<void> {
  const resource = resources.find((one) => isMember(one, group, name));
  if (!resource)
    throw new Error(`${name} is not in the stack's state: run \`up\`, which starts what is missing.`);
  // A cluster takes its nodes in by a resource of its own.
  const whole = resources.filter(
    ({ type, inputs }) => type === types.cluster && inputs.group === group.record.instance,
  );
  const provider = new RedisLocal({ root });
  for (const { urn, type, inputs, outputs } of [resource, ...whole]) {
    const call = { urn, type, name, preview: false, signal, progress };
    const values = inputs as Values;
    await provider.update(call, name, values, outputs as Values, values);
  }
}

function isMember({ type, inputs }: DeployedResource, group: Group, name: string): boolean {
  const { instance } = group.record;
  const isProcess = type === types.server || type === types.sentinel || type === types.node;
  return isProcess && inputs.name === name && inputs.group === instance;
}
