import { unknown } from '../servedPack.ts';
import { having, type RuleCase } from './case.ts';

export const cluster = {
  type: 'digitalocean:index/databaseCluster:DatabaseCluster',
  protect: true,
  props: {
    name: 'main',
    engine: 'valkey',
    version: '8',
    size: 'db-s-1vcpu-2gb',
    region: 'fra1',
    nodeCount: 2,
    evictionPolicy: 'noeviction',
    privateNetworkUuid: 'e1a2',
    maintenanceWindows: [{ day: 'sunday', hour: '04:00' }],
    tags: ['environment:staging'],
  },
};

export const valkeyConfig = {
  type: 'digitalocean:index/databaseValkeyConfig:DatabaseValkeyConfig',
  props: { clusterId: 'c1', ssl: true, persistence: 'rdb' },
};

const postgres = having(cluster, { engine: 'pg' });

export const mission: Record<string, RuleCase> = {
  'valkey-digitalocean-encryption-in-transit': {
    good: valkeyConfig,
    bad: {
      off: { ...having(valkeyConfig, { ssl: false }), says: /`ssl`/ },
      'off for Redis': {
        type: 'digitalocean:index/databaseRedisConfig:DatabaseRedisConfig',
        props: { clusterId: 'c1', ssl: false },
      },
    },
    absent: { ...having(valkeyConfig, { ssl: undefined }), holds: true },
    unknown: { ...having(valkeyConfig, { ssl: unknown.boolean }), comes: 'refused' },
  },
  'valkey-digitalocean-multi-az': {
    good: postgres,
    bad: { always: { ...cluster, says: /Add a waiver/ }, redis: having(cluster, { engine: 'redis' }) },
    absent: { ...having(cluster, { engine: undefined }), holds: true },
    unknown: { ...having(cluster, { engine: unknown.text }), comes: 'refused' },
  },
  'valkey-digitalocean-snapshot-retention': {
    good: postgres,
    bad: { always: { ...cluster, says: /Add a waiver/ } },
    absent: { ...having(cluster, { engine: undefined }), holds: true },
    unknown: { ...having(cluster, { engine: unknown.text }), comes: 'refused' },
  },
};
