import type { ResourceTable } from '../../tables/index.ts';
import { arn, arnOf, region, tags, tagsAll } from '../common.ts';

const api = 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html';
const retention =
  'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html';
const provider = 'terraform-provider-aws internal/service/logs/group.go';

export const logGroup: ResourceTable = {
  type: 'aws:cloudwatch/logGroup:LogGroup',
  rows: {
    deletionProtectionEnabled: { kind: 'boolean', source: provider },
    kmsKeyId: { kind: 'text', form: arnOf('kms'), source: api },
    logGroupClass: {
      kind: 'text',
      allowed: ['STANDARD', 'INFREQUENT_ACCESS', 'DELIVERY'],
      replaces: true,
      source: api,
    },
    name: {
      kind: 'text',
      autoName: { max: 512 },
      form: {
        says: 'at most 512 letters, digits and . _ / # -',
        fits: (text) => /^[.\-_/#A-Za-z0-9]{1,512}$/.test(text),
      },
      replaces: true,
      source: api,
    },
    namePrefix: { kind: 'text', replaces: true, source: provider },
    region,
    retentionInDays: {
      kind: 'number',
      allowed: [
        0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
        3653,
      ],
      source: retention,
    },
    skipDestroy: { kind: 'boolean', source: provider },
    tags,
  },
  id: ({ inputs }) => String(inputs.name),
  outputs: {
    arn: { value: (made) => arn('logs', made, `log-group:${made.id}`), source: api },
    tagsAll,
  },
};
