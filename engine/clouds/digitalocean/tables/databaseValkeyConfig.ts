import type { ResourceTable } from '../../tables/index.ts';
import { api, provider, uuid } from '../common.ts';

const resource = provider('database/resource_database_valkey_config.go');
const config = api('models/advanced_config/valkey_advanced_config.yml');

export const databaseValkeyConfig: ResourceTable = {
  type: 'digitalocean:index/databaseValkeyConfig:DatabaseValkeyConfig',
  rows: {
    aclChannelsDefault: { kind: 'text', allowed: ['allchannels', 'resetchannels'], source: resource },
    clusterId: { kind: 'text', form: uuid, required: true, replaces: true, source: resource },
    // This one and `valkeyActiveExpireEffort` are never sent: the provider's updateValkeyConfig leaves them out.
    frequentSnapshots: { kind: 'boolean', source: resource },
    ioThreads: { kind: 'number', whole: true, min: 1, max: 32, source: config },
    lfuDecayTime: { kind: 'number', whole: true, min: 1, max: 120, source: config },
    // The API takes 0 too, the provider does not.
    lfuLogFactor: { kind: 'number', whole: true, min: 1, max: 100, source: resource },
    notifyKeyspaceEvents: {
      kind: 'text',
      max: 32,
      form: {
        says: 'letters of K, E, g, $, l, s, h, z, x, e and A',
        fits: (text) => /^[KEg$lshzxeA]*$/.test(text),
      },
      source: config,
    },
    numberOfDatabases: { kind: 'number', whole: true, min: 1, max: 128, source: config },
    persistence: { kind: 'text', allowed: ['off', 'rdb'], source: config },
    pubsubClientOutputBufferLimit: { kind: 'number', whole: true, min: 32, max: 512, source: config },
    ssl: { kind: 'boolean', default: true, source: config },
    timeout: { kind: 'number', whole: true, min: 0, max: 31_536_000, default: 300, source: config },
    valkeyActiveExpireEffort: { kind: 'number', whole: true, min: 1, max: 10, source: config },
    // With dashes, unlike DatabaseCluster.evictionPolicy, which writes the same setting.
    valkeyMaxmemoryPolicy: {
      kind: 'text',
      allowed: [
        'noeviction',
        'allkeys-lru',
        'allkeys-random',
        'volatile-lru',
        'volatile-random',
        'volatile-ttl',
      ],
      source: resource,
    },
  },
  id: ({ inputs }) => `${inputs.clusterId}/valkey-config`,
  outputs: {},
};
