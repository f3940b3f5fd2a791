import type { Problem, RedisSpec } from '../../backend.ts';
import type { Network, Own } from '../own.ts';

const path = 'elasticache.network';

export function networkProblems(spec: RedisSpec, { network }: Own): Problem[] {
  return [...placeProblems(network), ...zoneProblems(spec, network), ...accessProblems(network)];
}

/** One way to say where: a stack, or a VPC and its subnets. */
function placeProblems({ vpcId, vpcTags, subnetIds, subnetTags, stack }: Network): Problem[] {
  const named = { vpcId, vpcTags, subnetIds, subnetTags };
  const beside = Object.entries(named).filter(([, value]) => value !== undefined);
  if (stack !== undefined)
    return beside.map(([key]) => ({
      path: `${path}.${key}`,
      reason: `Network and subnets come from stack ${stack}: leave one of the two out.`,
    }));
  if (subnetIds === undefined && subnetTags === undefined) {
    const reason =
      'Is missing: name subnetIds, or subnetTags with vpcId or vpcTags, or the stack that exports vpcId and privateSubnetIds.';
    return [{ path: `${path}.subnetIds`, reason }];
  }
  return [
    ...both('subnetTags', subnetIds, subnetTags, 'subnetIds'),
    ...both('vpcTags', vpcId, vpcTags, 'vpcId'),
    ...(subnetTags !== undefined && vpcId === undefined && vpcTags === undefined
      ? [
          {
            path: `${path}.vpcId`,
            reason: 'Is missing: subnetTags are looked for in a VPC. Name vpcId or vpcTags.',
          },
        ]
      : []),
  ];
}

function both(key: string, ids: unknown, tags: unknown, other: string): Problem[] {
  if (ids === undefined || tags === undefined) return [];
  return [{ path: `${path}.${key}`, reason: `Says the same as ${other}: leave one of them out.` }];
}

/** What can be told without AWS; make/network.ts asks for the rest. */
function zoneProblems({ zones }: RedisSpec, { subnetIds, subnetZones }: Network): Problem[] {
  if (!Array.isArray(subnetIds)) return [];
  const plain = subnetIds.filter((id): id is string => typeof id === 'string');
  const twice = plain.find((id, index) => plain.indexOf(id) !== index);
  if (twice !== undefined) return [{ path: `${path}.subnetIds`, reason: `Names ${twice} twice.` }];
  if (subnetIds.length < zones)
    return [
      {
        path: `${path}.subnetIds`,
        reason: tooFew(`${count(subnetIds.length)} cannot cover ${zones} zones`, zones, subnetIds.length),
      },
    ];
  if (subnetZones === undefined || plain.length < subnetIds.length) return [];
  const unnamed = plain.filter((id) => subnetZones[id] === undefined);
  if (unnamed.length > 0)
    return [
      {
        path: `${path}.subnetZones`,
        reason: `Says nothing of ${unnamed.join(', ')}: name each subnet's zone.`,
      },
    ];
  const covered = new Set(plain.map((id) => subnetZones[id]));
  if (covered.size >= zones) return [];
  const where = [...covered].join(' and ');
  return [
    { path: `${path}.subnetIds`, reason: tooFew(`These stand in ${where} alone`, zones, covered.size) },
  ];
}

/** The same sentence for those who ask AWS. */
export function tooFew(found: string, zones: number, covered: number): string {
  return `${found}; zones is ${zones}. Name a subnet in each of ${zones} zones, or set zones to ${covered}.`;
}

function count(subnets: number): string {
  return subnets === 1 ? '1 subnet' : `${subnets} subnets`;
}

function accessProblems({ allowedSecurityGroupIds, allowedCidrs }: Network): Problem[] {
  if (allowedSecurityGroupIds.length + allowedCidrs.length === 0) {
    const reason =
      'Nobody may connect. Name the security groups of your applications here, or their networks in allowedCidrs.';
    return [{ path: `${path}.allowedSecurityGroupIds`, reason }];
  }
  return allowedCidrs.flatMap((cidr, index) => {
    const reason = cidrReason(cidr);
    return reason === undefined ? [] : [{ path: `${path}.allowedCidrs[${index}]`, reason }];
  });
}

function cidrReason(text: string): string | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  const [, ...parts] = (match ?? []).map(Number);
  const bits = parts[4] ?? 99;
  if (!match || bits > 32 || parts.slice(0, 4).some((part) => part > 255))
    return `Expected an IPv4 network, for example 10.0.0.0/16, given ${JSON.stringify(text)}.`;
  if (bits < 8) return `${text} is half the world or more: name the networks of your applications.`;
  return undefined;
}
