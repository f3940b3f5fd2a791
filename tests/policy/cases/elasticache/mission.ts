// Encrypted, spread over zones, backed up.

import { unknown } from '../../wire.ts';
import { having, type RuleCase } from '../case.ts';
import { group, serverless } from './resources.ts';

const secondary = having(group, {
  globalReplicationGroupId: 'global',
  atRestEncryptionEnabled: undefined,
  transitEncryptionEnabled: undefined,
  snapshotRetentionLimit: undefined,
});

export const cases: Record<string, RuleCase> = {
  'elasticache-encryption-at-rest': {
    good: group,
    alsoGood: {
      'the text of older SDKs': having(group, { atRestEncryptionEnabled: 'true' }),
      'a member of a global datastore': secondary,
    },
    bad: { off: { ...having(group, { atRestEncryptionEnabled: false }), says: /`atRestEncryptionEnabled`/ } },
    absent: { ...having(group, { atRestEncryptionEnabled: undefined }), holds: false },
    unknown: { ...having(group, { atRestEncryptionEnabled: unknown.boolean }), comes: 'refused' },
  },
  'elasticache-encryption-in-transit': {
    good: group,
    alsoGood: { 'a member of a global datastore': secondary },
    bad: {
      off: { ...having(group, { transitEncryptionEnabled: false }), says: /`transitEncryptionEnabled`/ },
    },
    absent: { ...having(group, { transitEncryptionEnabled: undefined }), holds: false },
    unknown: { ...having(group, { transitEncryptionEnabled: unknown.boolean }), comes: 'refused' },
  },
  'elasticache-multi-az': {
    good: group,
    alsoGood: {
      'shards with replicas': having(group, {
        numCacheClusters: undefined,
        numNodeGroups: 3,
        replicasPerNodeGroup: 1,
      }),
      'zones by name': having(group, { preferredCacheClusterAzs: ['a', 'b', 'c'] }),
      'zones by name in shards': having(group, {
        nodeGroupConfigurations: [{ primaryAvailabilityZone: 'a', replicaAvailabilityZones: ['b'] }],
      }),
    },
    bad: {
      off: { ...having(group, { multiAzEnabled: false }), says: /`multiAzEnabled`/ },
      'one node': { ...having(group, { numCacheClusters: 1 }), says: /has 1 nodes/ },
      'shards without replicas': having(group, { numCacheClusters: undefined, replicasPerNodeGroup: 0 }),
      'one zone by name': {
        ...having(group, { preferredCacheClusterAzs: ['a', 'a', 'a'] }),
        says: /in 1 zones by name/,
      },
    },
    absent: { ...having(group, { multiAzEnabled: undefined }), holds: false },
    unknown: { ...having(group, { multiAzEnabled: unknown.boolean }), comes: 'refused' },
    values: [{ set: { minZones: 4 }, given: group, holds: false }],
  },
  'elasticache-snapshot-retention': {
    good: group,
    alsoGood: { 'a serverless cache': serverless, 'a member of a global datastore': secondary },
    bad: {
      'too few days': { ...having(group, { snapshotRetentionLimit: 6 }), says: /comes to 6 days/ },
      'a serverless cache without': having(serverless, { snapshotRetentionLimit: undefined }),
    },
    absent: { ...having(group, { snapshotRetentionLimit: undefined }), holds: false },
    unknown: { ...having(group, { snapshotRetentionLimit: unknown.number }), comes: 'refused' },
    values: [
      { set: { minRetentionDays: 8 }, given: group, holds: false },
      { set: { minRetentionDays: 1 }, given: having(group, { snapshotRetentionLimit: 1 }), holds: true },
    ],
  },
  'elasticache-no-cluster': {
    good: { type: 'aws:elasticache/cluster:Cluster', props: { engine: 'memcached', numCacheNodes: 2 } },
    alsoGood: {
      'a read replica of a group': {
        type: 'aws:elasticache/cluster:Cluster',
        props: { replicationGroupId: 'main' },
      },
    },
    bad: {
      redis: { type: 'aws:elasticache/cluster:Cluster', props: { engine: 'redis', numCacheNodes: 1 } },
      valkey: { type: 'aws:elasticache/cluster:Cluster', props: { engine: 'valkey' } },
    },
    absent: { type: 'aws:elasticache/cluster:Cluster', props: {}, holds: false },
    unknown: {
      type: 'aws:elasticache/cluster:Cluster',
      props: { engine: unknown.text },
      comes: 'refused',
    },
  },
};
