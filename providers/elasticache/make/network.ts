// Where the servers stand, asked of AWS where the arguments do not say it, and who may connect.

import { getSubnet } from '@pulumi/aws/ec2/getSubnet.js';
import { getSubnetsOutput } from '@pulumi/aws/ec2/getSubnets.js';
import { getVpcOutput } from '@pulumi/aws/ec2/getVpc.js';
import { SecurityGroup } from '@pulumi/aws/ec2/securityGroup.js';
import { SecurityGroupIngressRule } from '@pulumi/aws/vpc/securityGroupIngressRule.js';
import type * as pulumi from '@pulumi/pulumi';
import { InputPropertyError } from '@pulumi/pulumi/errors.js';
import { output } from '@pulumi/pulumi/output.js';
import { StackReference } from '@pulumi/pulumi/stackReference.js';
import { tooFew } from '../check/network.ts';
import { isServerless, type Network } from '../own.ts';
import type { Plan } from '../plan.ts';

export interface Place {
  vpcId: pulumi.Output<string>;
  /** Of as many zones as were asked for; the deployment fails before anything is made of others. */
  subnetIds: pulumi.Output<string[]>;
}

export function placeOf(plan: Plan, parent: pulumi.Resource): Place {
  const { network } = plan.own;
  const named =
    network.stack === undefined ? askedFor(network, parent) : exported(plan, network.stack, parent);
  const placed = named.subnetIds.apply((ids) => Promise.all(ids.map((id) => lookUp(id, network, parent))));
  const checked = placed.apply((subnets) => judged(subnets, plan));
  return {
    vpcId: named.vpcId ?? checked.apply(([first]) => first?.vpcId ?? ''),
    subnetIds: checked.apply((subnets) => subnets.map(({ id }) => id)),
  };
}

interface Named {
  vpcId: pulumi.Output<string> | undefined;
  subnetIds: pulumi.Output<string[]>;
}

function askedFor({ vpcId, vpcTags, subnetIds, subnetTags }: Network, parent: pulumi.Resource): Named {
  const found = vpcTags && getVpcOutput({ tags: vpcTags }, { parent }).apply(({ id }) => id);
  const vpc = vpcId === undefined ? found : output(vpcId);
  if (subnetIds !== undefined) return { vpcId: vpc, subnetIds: output(subnetIds) };
  const filters = vpc && [{ name: 'vpc-id', values: [vpc] }];
  const subnets = getSubnetsOutput({ ...(filters && { filters }), tags: subnetTags }, { parent });
  return { vpcId: vpc, subnetIds: subnets.apply(({ ids }) => ids.toSorted()) };
}

/** What another stack exports under the names that Pulumi's own VPC component gives them. */
function exported({ name, own }: Plan, stack: string, parent: pulumi.Resource): Named {
  const reference = new StackReference(`${name}-network`, { name: stack }, { parent });
  const required = <T>(key: string) =>
    reference.getOutput(key).apply((value: T | undefined) => {
      if (value !== undefined) return value;
      throw wrong(
        'stack',
        `Stack ${own.network.stack} exports no ${key}; vpcId and privateSubnetIds are needed.`,
      );
    });
  return { vpcId: required<string>('vpcId'), subnetIds: required<string[]>('privateSubnetIds') };
}

interface Subnet {
  id: string;
  zone: string;
  vpcId?: string;
}

async function lookUp(id: string, { vpcId, subnetZones }: Network, parent: pulumi.Resource): Promise<Subnet> {
  const zone = subnetZones?.[id];
  if (zone !== undefined && vpcId !== undefined) return { id, zone };
  const found = await getSubnet({ id }, { parent });
  return { id, zone: zone ?? found.availabilityZone, vpcId: found.vpcId };
}

function judged(subnets: Subnet[], { spec }: Plan): Subnet[] {
  const zones = [...new Set(subnets.map(({ zone }) => zone))];
  const vpcs = new Set(subnets.map(({ vpcId }) => vpcId).filter((id) => id !== undefined));
  if (subnets.length === 0) throw wrong('subnetTags', 'No subnet of the VPC has these tags.');
  if (vpcs.size > 1)
    throw wrong('subnetIds', `These stand in ${vpcs.size} VPCs, ${[...vpcs].join(' and ')}.`);
  if (zones.length < spec.zones)
    throw wrong('subnetIds', tooFew(`These stand in ${zones.join(' and ')} alone`, spec.zones, zones.length));
  return subnets;
}

function wrong(key: string, reason: string): InputPropertyError {
  const error = new InputPropertyError({ propertyPath: `elasticache.network.${key}`, reason });
  // As in components/misconfigured.ts: the reader made no mistake in our functions.
  error.stack = '';
  return error;
}

/** Lets in who may connect, and nobody out: a cache answers, it does not call. */
export function securityGroup(
  plan: Plan,
  { vpcId }: Place,
  options: pulumi.CustomResourceOptions,
): SecurityGroup {
  const { name, tags } = plan;
  const description = `Clients of Redis ${name}`;
  // No group can have another description: a renamed instance would get a new one.
  const group = new SecurityGroup(
    `${name}-access`,
    { vpcId, description, tags },
    { ...options, ignoreChanges: ['description'] },
  );
  for (const { from, who } of clientsOf(plan))
    for (const port of portsOf(plan))
      new SecurityGroupIngressRule(
        `${name}-from-${from}${isServerless(plan.spec) ? `-${port}` : ''}`,
        {
          securityGroupId: group.id,
          ipProtocol: 'tcp',
          fromPort: port,
          toPort: port,
          description,
          ...who,
          tags,
        },
        options,
      );
  return group;
}

/** Each with a name that stays when others come and go, as far as it can be told. */
function clientsOf({ own }: Plan) {
  const { allowedSecurityGroupIds, allowedCidrs } = own.network;
  return [
    ...allowedSecurityGroupIds.map((id, index) => ({
      from: typeof id === 'string' ? id : `group-${index + 1}`,
      who: { referencedSecurityGroupId: id },
    })),
    ...allowedCidrs.map((cidr) => ({ from: cidr.replace('/', '-'), who: { cidrIpv4: cidr } })),
  ];
}

/** A serverless cache answers readers on a port of their own. */
function portsOf({ spec, own }: Plan): number[] {
  return isServerless(spec) ? [6379, 6380] : [own.port];
}
