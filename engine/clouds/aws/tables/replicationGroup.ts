// The group: the resource with the most ways to be wrong. Its rows are here, what holds between them in replicationGroupRules.ts.

import type { ResourceTable, Row, Shape } from '../../tables/index.ts';
import { arn, arnOf, region, securityGroupId, tags, tagsAll, textOf } from '../common.ts';
import { isNodeType } from '../nodes.ts';
import { daily, weekly } from '../windows.ts';
import {
  configurationEndpoint,
  members,
  primaryEndpoint,
  readerEndpoint,
} from './replicationGroupEndpoints.ts';
import { changes, rules } from './replicationGroupRules.ts';

const api =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html';
const provider = 'terraform-provider-aws internal/service/elasticache/replication_group.go';
const versionSource = 'terraform-provider-aws internal/service/elasticache/engine_version.go';
const validate = 'terraform-provider-aws internal/service/elasticache/validate.go';
const auth = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html';

const flag = (source: string): Row => ({ kind: 'boolean', source });
const count = (min: number, max: number): Row => ({ kind: 'number', whole: true, min, max, source: api });
const token: Shape = {
  kind: 'text',
  min: 16,
  max: 128,
  form: {
    says: 'letters, digits and ! & # $ ^ < > - alone',
    fits: (text) => /^[A-Za-z0-9!&#$^<>-]*$/.test(text),
  },
};
const identifier = (max: number) => ({
  says: `at most ${max} letters, digits and single dashes, a letter first, no dash at the end`,
  fits: (text: string) =>
    text.length <= max && /^[A-Za-z][A-Za-z0-9-]*$/.test(text) && !text.includes('--') && !text.endsWith('-'),
});

export const replicationGroup: ResourceTable = {
  type: 'aws:elasticache/replicationGroup:ReplicationGroup',
  rows: {
    applyImmediately: flag(provider),
    atRestEncryptionEnabled: { kind: 'boolean', replaces: true, source: provider },
    authToken: { ...token, source: `${validate}; ${auth}` },
    authTokenUpdateStrategy: { kind: 'text', allowed: ['SET', 'ROTATE', 'DELETE'], source: provider },
    authTokenWo: { ...token, source: `${validate}; ${auth}` },
    authTokenWoVersion: { kind: 'number', whole: true, source: provider },
    autoMinorVersionUpgrade: { kind: 'boolean', default: true, source: api },
    automaticFailoverEnabled: { kind: 'boolean', default: false, source: provider },
    clusterMode: { kind: 'text', allowed: ['enabled', 'disabled', 'compatible'], source: api },
    dataTieringEnabled: { kind: 'boolean', replaces: true, default: false, source: provider },
    description: { kind: 'text', min: 1, required: true, source: provider },
    durability: { kind: 'text', allowed: ['default', 'async', 'sync', 'disabled'], source: provider },
    engine: { kind: 'text', allowed: ['redis', 'valkey'], default: 'redis', source: provider },
    engineVersion: {
      kind: 'text',
      form: {
        says: 'major.minor from version 7 on, for example 8.0, and 6.2 or 6.x before',
        fits: (text) =>
          /^([7-9]|\d{2})\.\d+$/.test(text) || /^6\.(2|x)$/.test(text) || /^[345]\.\d+\.\d+$/.test(text),
      },
      source: versionSource,
    },
    finalSnapshotIdentifier: { kind: 'text', form: identifier(50), source: api },
    globalReplicationGroupId: { kind: 'text', replaces: true, source: provider },
    ipDiscovery: { kind: 'text', allowed: ['ipv4', 'ipv6'], default: 'ipv4', source: api },
    kmsKeyId: { kind: 'text', form: arnOf('kms'), replaces: true, source: provider },
    logDeliveryConfigurations: {
      kind: 'list',
      set: provider,
      of: {
        kind: 'object',
        fields: {
          destination: { kind: 'text', required: true, min: 1 },
          destinationType: { kind: 'text', required: true, allowed: ['cloudwatch-logs', 'kinesis-firehose'] },
          logFormat: { kind: 'text', required: true, allowed: ['json', 'text'] },
          logType: { kind: 'text', required: true, allowed: ['slow-log', 'engine-log'] },
        },
      },
      max: 2,
      source: provider,
    },
    maintenanceWindow: { kind: 'text', form: weekly, default: 'sun:05:00-sun:06:00', source: api },
    multiAzEnabled: { kind: 'boolean', default: false, source: provider },
    // The API's own word; Pulumi's page writes dualStack.
    networkType: {
      kind: 'text',
      allowed: ['ipv4', 'ipv6', 'dual_stack'],
      default: 'ipv4',
      replaces: true,
      source: api,
    },
    nodeGroupConfigurations: {
      kind: 'list',
      set: provider,
      of: {
        kind: 'object',
        fields: {
          nodeGroupId: {
            kind: 'text',
            form: { says: 'one to four digits', fits: (text) => /^\d{1,4}$/.test(text) },
          },
          primaryAvailabilityZone: { kind: 'text' },
          primaryOutpostArn: { kind: 'text', form: arnOf('outposts') },
          replicaAvailabilityZones: { kind: 'list', of: { kind: 'text' } },
          replicaCount: { kind: 'number', whole: true, min: 0 },
          replicaOutpostArns: { kind: 'list', of: { kind: 'text', form: arnOf('outposts') } },
          slots: {
            kind: 'text',
            form: { says: 'ranges of slots, for example 0-5461', fits: (text) => /^[\d,-]+$/.test(text) },
          },
        },
      },
      replaces: true,
      source: provider,
    },
    nodeType: {
      kind: 'text',
      form: {
        says: 'a node type of which groups can be made, for example cache.t4g.small',
        fits: isNodeType,
      },
      source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html',
    },
    notificationTopicArn: { kind: 'text', form: arnOf('sns'), source: api },
    numCacheClusters: count(1, 6),
    numNodeGroups: count(1, 500),
    parameterGroupName: { kind: 'text', source: api },
    port: {
      kind: 'number',
      whole: true,
      min: 1,
      max: 65535,
      default: 6379,
      replaces: true,
      source: provider,
    },
    preferredCacheClusterAzs: { kind: 'list', of: { kind: 'text' }, source: provider },
    region,
    replicasPerNodeGroup: count(0, 5),
    replicationGroupId: {
      kind: 'text',
      form: identifier(40),
      autoName: { max: 40 },
      replaces: true,
      source: `${api}; pulumi-aws provider/resources.go (40 characters)`,
    },
    securityGroupIds: { kind: 'list', set: provider, of: securityGroupId, source: api },
    securityGroupNames: {
      kind: 'list',
      set: provider,
      of: { kind: 'text' },
      replaces: true,
      source: provider,
    },
    snapshotArns: { kind: 'list', set: provider, of: { kind: 'text' }, replaces: true, source: provider },
    snapshotName: { kind: 'text', replaces: true, source: provider },
    snapshotRetentionLimit: { kind: 'number', whole: true, min: 0, max: 35, default: 0, source: provider },
    snapshotWindow: { kind: 'text', form: daily, default: '03:00-04:00', source: api },
    subnetGroupName: { kind: 'text', replaces: true, source: provider },
    tags,
    transitEncryptionEnabled: flag(provider),
    transitEncryptionMode: { kind: 'text', allowed: ['preferred', 'required'], source: api },
    userGroupIds: { kind: 'list', set: provider, of: { kind: 'text' }, max: 1, source: api },
  },
  rules,
  changes,
  id: ({ inputs }) => String(inputs.replicationGroupId).toLowerCase(),
  outputs: {
    arn: { value: (made) => arn('elasticache', made, `replicationgroup:${made.id}`), source: api },
    clusterEnabled: {
      value: ({ inputs }) => inputs.clusterMode === 'enabled',
      follows: ['clusterMode'],
      source: provider,
    },
    configurationEndpointAddress: configurationEndpoint,
    engineVersionActual: {
      value: ({ inputs }) => `${textOf(inputs.engineVersion) ?? '7.1'}.0`.split('.').slice(0, 3).join('.'),
      follows: ['engineVersion', 'engine'],
      source: versionSource,
    },
    memberClusters: members,
    primaryEndpointAddress: primaryEndpoint,
    readerEndpointAddress: readerEndpoint,
    tagsAll,
  },
};
