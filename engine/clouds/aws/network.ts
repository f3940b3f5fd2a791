// The functions that look a network up. There is no account to look into: whatever is asked for is there, and stands as well
// as it can. What a real network lacks only a preview with credentials can say.

import { digitsOf, type FunctionTable, type Inputs, type Row } from '../tables/index.ts';
import { idOf, region, textOf } from './common.ts';

const subnetApi = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSubnets.html';
const vpcApi = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcs.html';

const filters: Row = {
  kind: 'list',
  of: {
    kind: 'object',
    fields: {
      name: { kind: 'text', required: true },
      values: { kind: 'list', of: { kind: 'text' }, required: true },
    },
  },
  source: subnetApi,
};
const tags: Row = { kind: 'map', of: { kind: 'text' }, source: subnetApi };

/** The one VPC there is. */
const vpcId = `vpc-${digitsOf('the simulated VPC', 17)}`;

const zoneLetters = ['a', 'b', 'c'];

export interface Subnets {
  /** Zone of each subnet by id; the others take the zones in turn, as they are first asked for. */
  readonly zones: Readonly<Record<string, string>>;
}

export function networkFunctions({ zones }: Subnets): Record<string, FunctionTable> {
  const met = new Map<string, string>();
  const zoneOf = (id: string, config: Inputs): string => {
    const known = zones[id] ?? met.get(id);
    if (known !== undefined) return known;
    const zone = `${textOf(config.region) ?? 'us-east-1'}${zoneLetters[met.size % zoneLetters.length]}`;
    met.set(id, zone);
    return zone;
  };
  const getSubnet: FunctionTable = {
    token: 'aws:ec2/getSubnet:getSubnet',
    source: subnetApi,
    rows: { id: { kind: 'text', form: idOf('subnet'), source: subnetApi }, filters, region, tags },
    result({ id }, config) {
      const subnet = textOf(id) ?? `subnet-${digitsOf('a simulated subnet', 17)}`;
      return { id: subnet, availabilityZone: zoneOf(subnet, config), vpcId };
    },
  };
  const getSubnets: FunctionTable = {
    token: 'aws:ec2/getSubnets:getSubnets',
    source: subnetApi,
    rows: { filters, region, tags },
    result: (args) => ({
      id: 'simulated',
      ids: zoneLetters.map((zone) => `subnet-${digitsOf(`${zone} ${JSON.stringify(args)}`, 17)}`),
    }),
  };
  const getVpc: FunctionTable = {
    token: 'aws:ec2/getVpc:getVpc',
    source: vpcApi,
    rows: {
      id: { kind: 'text', form: idOf('vpc'), source: vpcApi },
      cidrBlock: { kind: 'text', source: vpcApi },
      default: { kind: 'boolean', source: vpcApi },
      filters,
      region,
      state: { kind: 'text', source: vpcApi },
      tags,
    },
    result: ({ id }) => ({ id: textOf(id) ?? vpcId, cidrBlock: '10.0.0.0/16' }),
  };
  return Object.fromEntries([getSubnet, getSubnets, getVpc].map((one) => [one.token, one]));
}
