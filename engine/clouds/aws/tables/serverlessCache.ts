import type { Made, OutputRow, ResourceTable } from '../../tables/index.ts';
import { arn, arnOf, region, regionOf, securityGroupId, subnetId, tags, tagsAll, textOf } from '../common.ts';

const api =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html';
const provider = 'terraform-provider-aws internal/service/elasticache/serverless_cache.go';

function endpoint(port: number): OutputRow {
  return {
    source: api,
    value: (made: Made & { id: string }) => [
      { address: `${made.id}-${made.digits(6)}.serverless.${regionOf(made)}.cache.amazonaws.com`, port },
    ],
  };
}

export const serverlessCache: ResourceTable = {
  type: 'aws:elasticache/serverlessCache:ServerlessCache',
  rows: {
    cacheUsageLimits: {
      kind: 'object',
      fields: {
        dataStorage: {
          kind: 'object',
          fields: {
            maximum: { kind: 'number', whole: true, min: 1, max: 5000 },
            minimum: { kind: 'number', whole: true, min: 1, max: 5000 },
            unit: { kind: 'text', allowed: ['GB'], required: true },
          },
        },
        ecpuPerSeconds: {
          kind: 'list',
          of: {
            kind: 'object',
            fields: {
              maximum: { kind: 'number', whole: true, min: 1000, max: 15_000_000 },
              minimum: { kind: 'number', whole: true, min: 1000, max: 15_000_000 },
            },
          },
          max: 1,
        },
      },
      source: provider,
    },
    dailySnapshotTime: {
      kind: 'text',
      form: { says: 'a time, HH:MM', fits: (text) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text) },
      source: api,
    },
    description: { kind: 'text', source: api },
    engine: { kind: 'text', allowed: ['memcached', 'redis', 'valkey'], required: true, source: api },
    kmsKeyId: { kind: 'text', form: arnOf('kms'), replaces: true, source: provider },
    majorEngineVersion: {
      kind: 'text',
      form: { says: 'a major version, for example 8', fits: (text) => /^\d+(\.\d+)?$/.test(text) },
      source: api,
    },
    name: {
      kind: 'text',
      autoName: { max: 40 },
      form: {
        says: 'at most 40 letters, digits and dashes, a letter first',
        fits: (text) => /^[A-Za-z][A-Za-z0-9-]{0,39}$/.test(text),
      },
      replaces: true,
      source: api,
    },
    networkType: { kind: 'text', allowed: ['ipv4', 'ipv6', 'dual_stack'], replaces: true, source: api },
    region,
    securityGroupIds: { kind: 'list', set: provider, of: securityGroupId, source: api },
    snapshotArnsToRestores: { kind: 'list', of: { kind: 'text' }, replaces: true, source: provider },
    snapshotRetentionLimit: { kind: 'number', whole: true, min: 0, max: 35, default: 0, source: api },
    subnetIds: {
      kind: 'list',
      set: provider,
      of: subnetId,
      min: 2,
      max: 3,
      replaces: true,
      source: provider,
    },
    tags,
    timeouts: { kind: 'map', of: { kind: 'text' }, source: provider },
    userGroupId: { kind: 'text', source: api },
  },
  changes: [
    {
      source: provider,
      reads: ['engine', 'majorEngineVersion'],
      judge: (olds, news) =>
        (olds.engine === 'valkey' && news.engine === 'redis') ||
        Number(news.majorEngineVersion) < Number(olds.majorEngineVersion)
          ? { replaces: ['engine'] }
          : undefined,
    },
  ],
  id: ({ inputs }) => String(inputs.name),
  outputs: {
    arn: { value: (made) => arn('elasticache', made, `serverlesscache:${made.id}`), source: api },
    createTime: { value: () => '2026-01-01T00:00:00Z', source: api },
    endpoints: endpoint(6379),
    fullEngineVersion: {
      value: ({ inputs }) => `${textOf(inputs.majorEngineVersion) ?? '8'}.0`,
      follows: ['engine', 'majorEngineVersion'],
      source: api,
    },
    readerEndpoints: endpoint(6380),
    status: { value: () => 'available', source: api },
    tagsAll,
  },
};
