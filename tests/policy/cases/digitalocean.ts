import { type Given, unknown } from '../wire.ts';
import { having, onProperty, type RuleCase } from './case.ts';

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

const barePostgres = having(cluster, {
  engine: 'pg',
  nodeCount: 1,
  privateNetworkUuid: undefined,
  maintenanceWindows: undefined,
});
const firewall = (rules: unknown, from: Given[] = [cluster]): Given => ({
  type: 'digitalocean:index/databaseFirewall:DatabaseFirewall',
  props: { clusterId: 'c1', rules },
  from: { clusterId: from },
});
const closed = firewall([{ type: 'k8s', value: 'cluster-1' }]);
const durable = having(cluster, { tags: ['purpose:durable'] });

export const cases: Record<string, RuleCase> = {
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
  'valkey-digitalocean-standby': {
    ...onProperty(cluster, 'nodeCount', { bad: [1], unknown: unknown.number, comes: 'advice' }),
    alsoGood: { PostgreSQL: barePostgres, 'a size not known yet': having(cluster, { size: unknown.text }) },
    bad: {
      'one node': { ...having(cluster, { nodeCount: 1 }), says: /`nodeCount`/ },
      'a plan that has none': { ...having(cluster, { size: 'db-s-1vcpu-1gb' }), says: /plan of 1 GB/ },
    },
  },
  'valkey-digitalocean-persistence': onProperty(valkeyConfig, 'persistence', {
    bad: ['off'],
    absent: true,
    unknown: unknown.text,
    comes: 'advice',
  }),
  'valkey-digitalocean-firewall': {
    good: cluster,
    beside: [closed],
    alsoGood: { PostgreSQL: { ...barePostgres, name: 'other' } },
    bad: {
      none: { ...cluster, beside: [], says: /no DatabaseFirewall/ },
      'one for another': { ...cluster, beside: [firewall([], [{ ...cluster, name: 'other' }])] },
    },
    absent: { ...cluster, name: 'other', holds: false },
    unknown: { ...having(cluster, { engine: unknown.text }), comes: 'advice' },
  },
  'valkey-digitalocean-firewall-open': {
    ...onProperty(closed, 'rules', {
      bad: [[{ type: 'ip_addr', value: '0.0.0.0/0' }], []],
      says: /everybody may connect/i,
      unknown: unknown.list,
      comes: 'advice',
    }),
    alsoGood: { 'a cluster not known yet': firewall([{ type: 'k8s', value: unknown.text }]) },
  },
  'valkey-digitalocean-private-network': {
    ...onProperty(cluster, 'privateNetworkUuid', { bad: [''], unknown: unknown.text, comes: 'holds' }),
    alsoGood: { PostgreSQL: barePostgres },
  },
  'valkey-digitalocean-eviction': {
    ...onProperty(durable, 'evictionPolicy', {
      bad: ['allkeys_lru', 'volatile_lru'],
      says: /must be noeviction/,
      absent: true,
      unknown: unknown.text,
      comes: 'advice',
    }),
    alsoGood: {
      'a cache': having(cluster, { evictionPolicy: 'allkeys_lru', tags: ['purpose:cache'] }),
      'a configuration that leaves it alone': valkeyConfig,
      PostgreSQL: having(barePostgres, { evictionPolicy: 'volatile_lru' }),
    },
    bad: {
      'a durable one that evicts': {
        ...having(durable, { evictionPolicy: 'allkeys_lru' }),
        says: /must be noeviction/,
      },
      'sessions first': having(valkeyConfig, { valkeyMaxmemoryPolicy: 'volatile-lru' }),
      'a cache that does not': having(cluster, { tags: ['purpose:cache'], evictionPolicy: undefined }),
    },
  },
  'valkey-digitalocean-engine': {
    ...onProperty(cluster, 'version', { bad: [''], unknown: unknown.text, comes: 'holds' }),
    alsoGood: { PostgreSQL: barePostgres },
    bad: {
      'no version': { ...having(cluster, { version: undefined }), says: /`version`/ },
      Redis: { ...having(cluster, { engine: 'redis' }), says: /no new clusters of Redis/ },
    },
  },
  'valkey-digitalocean-maintenance-window': {
    ...onProperty(cluster, 'maintenanceWindows', { bad: [[]], unknown: unknown.list, comes: 'holds' }),
    alsoGood: { PostgreSQL: barePostgres },
  },
};
