import { type Given, unknown } from '../servedPack.ts';
import { having, onProperty, type RuleCase } from './case.ts';
import { cluster, valkeyConfig } from './digitalocean.ts';

const postgres = having(cluster, {
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

export const more: Record<string, RuleCase> = {
  'valkey-digitalocean-standby': {
    ...onProperty(cluster, 'nodeCount', { bad: [1], unknown: unknown.number, comes: 'advice' }),
    alsoGood: { PostgreSQL: postgres, 'a size not known yet': having(cluster, { size: unknown.text }) },
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
    alsoGood: { PostgreSQL: { ...postgres, name: 'other' } },
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
    alsoGood: { PostgreSQL: postgres },
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
      PostgreSQL: having(postgres, { evictionPolicy: 'volatile_lru' }),
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
    alsoGood: { PostgreSQL: postgres },
    bad: {
      'no version': { ...having(cluster, { version: undefined }), says: /`version`/ },
      Redis: { ...having(cluster, { engine: 'redis' }), says: /no new clusters of Redis/ },
    },
  },
  'valkey-digitalocean-maintenance-window': {
    ...onProperty(cluster, 'maintenanceWindows', { bad: [[]], unknown: unknown.list, comes: 'holds' }),
    alsoGood: { PostgreSQL: postgres },
  },
};
