import path from 'node:path';
import type { DeployedResource, Deployment } from '../backend.ts';
import { type Group, openGroup } from './group/index.ts';
import { type AuthorityOutputs, type GroupInputs, type GroupOutputs, types } from './provider/types.ts';

/** An instance as the state holds it. */
export interface DeployedGroup {
  name: string;
  /** Whether TLS is wanted, whatever runs. */
  tls: boolean;
  /** What stands in for its own record should that be lost: it knows the passwords, and not who was primary last. */
  group: Group;
}

/** The name that comes first among instances, as in components/configuration/instances.ts. */
const firstName = 'main';

/** The instances of a stack in the order of its configuration: `main`, then by name. */
export function deployedGroups({ root, resources }: Deployment): DeployedGroup[] {
  const rank = (name: string) => (name === firstName ? '' : name);
  return resources
    .filter((resource) => resource.type === types.group)
    .map((resource) => deployedGroup(root, resource, resources))
    .sort((a, b) => (rank(a.name) < rank(b.name) ? -1 : 1));
}

/** The instance of that name, with its own record where that is whole. */
export async function openDeployed(deployment: Deployment, instance: string): Promise<Group> {
  const found = deployedGroups(deployment).find(({ name }) => name === instance);
  if (!found)
    throw new Error(`There is no instance ${instance} on backend local in stack ${deployment.stack}.`);
  return { ...found.group, ...(await openGroup(found.group.folder)) };
}

function deployedGroup(root: string, group: DeployedResource, all: DeployedResource[]): DeployedGroup {
  const { directory, instance, tls } = group.inputs as GroupInputs;
  const authorities = all
    .filter(({ type, inputs }) => type === types.authority && inputs.directory === directory)
    .map((authority) => (authority.outputs as AuthorityOutputs).ca);
  const record = { ...(group.outputs as GroupOutputs), primary: '', epoch: 0, program: '' };
  return { name: instance, tls, group: { folder: path.resolve(root, directory), record, authorities } };
}
