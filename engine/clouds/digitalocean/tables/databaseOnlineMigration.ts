import type { ResourceTable } from '../../tables/index.ts';
import { api, provider, uuid, uuidOf } from '../common.ts';

const resource = provider('database/resource_database_online_migration.go');
const start = api('databases_update_onlineMigration.yml');

export const databaseOnlineMigration: ResourceTable = {
  type: 'digitalocean:index/databaseOnlineMigration:DatabaseOnlineMigration',
  rows: {
    clusterId: { kind: 'text', form: uuid, required: true, replaces: true, source: resource },
    disableSsl: { kind: 'boolean', source: resource },
    ignoreDbs: { kind: 'list', set: resource, of: { kind: 'text' }, source: start },
    source: {
      kind: 'object',
      fields: {
        dbName: { kind: 'text', required: true },
        host: { kind: 'text', min: 1, required: true },
        password: { kind: 'text', min: 1, required: true },
        port: { kind: 'number', whole: true, min: 1, max: 65535, required: true },
        username: { kind: 'text', min: 1, required: true },
      },
      required: true,
      source: resource,
    },
  },
  id: (made) => uuidOf(made, 'migration'),
  outputs: {
    createdAt: { source: start, value: () => '2026-01-01T00:00:00Z' },
    // The provider returns as soon as keys are copied, which goes on for up to two weeks.
    status: { source: resource, value: () => 'syncing' },
  },
};
