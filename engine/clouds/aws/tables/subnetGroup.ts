import type { ResourceTable } from '../../tables/index.ts';
import { arn, region, subnetId, tags, tagsAll } from '../common.ts';

const api =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html';
const provider = 'terraform-provider-aws internal/service/elasticache/subnet_group.go';

export const subnetGroup: ResourceTable = {
  type: 'aws:elasticache/subnetGroup:SubnetGroup',
  rows: {
    description: { kind: 'text', default: 'Managed by Pulumi', source: provider },
    name: {
      kind: 'text',
      autoName: { max: 255 },
      form: {
        says: 'at most 255 letters, digits and dashes, not "default"',
        fits: (text) => /^[A-Za-z0-9-]{1,255}$/.test(text) && text.toLowerCase() !== 'default',
      },
      replaces: true,
      source: api,
    },
    region,
    subnetIds: { kind: 'list', set: provider, of: subnetId, min: 1, required: true, source: api },
    tags,
  },
  id: ({ inputs }) => String(inputs.name),
  outputs: {
    arn: {
      value: (made) => arn('elasticache', made, `subnetgroup:${made.inputs.name}`),
      source: api,
    },
    tagsAll,
    vpcId: { value: ({ digits }) => `vpc-${digits(17, 'vpc')}`, source: api },
  },
};
