import type { Made, OutputRow, ResourceTable, Rule } from '../../tables/index.ts';
import { api, docs, provider, tag, uuid, uuidOf } from '../common.ts';
import { optionsSource, regions, sizes, smallest, standbySource, version } from './options.ts';

const create = api('databases_create_cluster.yml');
const resource = provider('database/resource_database_cluster.go');

const engine: Rule = {
  source: create,
  reads: ['engine'],
  judge: ({ engine: given }) =>
    given === 'redis'
      ? {
          property: 'engine',
          reason: 'New Redis (Caching) clusters cannot be created since 30 April 2025; order valkey.',
        }
      : undefined,
};

const engineVersion: Rule = {
  source: optionsSource,
  reads: ['engine', 'version'],
  judge: (inputs) =>
    inputs.engine === 'valkey' && inputs.version !== version
      ? { property: 'version', reason: `Valkey can be ordered in version "${version}" and no other.` }
      : undefined,
};

const nodes: Rule = {
  source: standbySource,
  reads: ['nodeCount'],
  judge: ({ nodeCount }) =>
    Number(nodeCount) > 2
      ? {
          property: 'nodeCount',
          reason: `Valkey has one standby at most: order 1 or 2 nodes, not ${nodeCount}.`,
        }
      : undefined,
};

const standby: Rule = {
  source: standbySource,
  reads: ['nodeCount', 'size'],
  judge: ({ nodeCount, size }) =>
    Number(nodeCount) > 1 && size === smallest
      ? { property: 'size', reason: 'A standby needs a plan of 2 GB or more.' }
      : undefined,
};

const noBackups: Rule = {
  source: create,
  reads: ['backupRestore'],
  judge: ({ backupRestore }) =>
    (backupRestore ?? undefined) === undefined
      ? undefined
      : {
          property: 'backupRestore',
          reason: 'Backups are not supported for Valkey: there is none to restore.',
        },
};

const noSqlMode: Rule = {
  source: resource,
  reads: ['sqlMode'],
  judge: ({ sqlMode }) =>
    (sqlMode ?? undefined) === undefined
      ? undefined
      : { property: 'sqlMode', reason: 'Is only supported for MySQL database clusters.' },
};

function output(source: string, value: OutputRow['value'], ...follows: string[]): OutputRow {
  return { source, value, ...(follows.length > 0 && { follows }) };
}

function host({ inputs, digits }: Made): string {
  const account = String(Number.parseInt(digits(6, 'account'), 16)).padStart(8, '1');
  return `${inputs.name}-do-user-${account}-0.db.ondigitalocean.com`;
}

/** TLS is on 25061; 25060 opens for plain connections when `ssl` is switched off. */
const port = 25061;
const user = 'default';

function uri(made: Made, at: string): string {
  return `rediss://${user}:${password(made)}@${at}:${port}`;
}

function password({ digits, inputs }: Made): string {
  return `AVNS_${digits(18, `password of ${inputs.name}`)}`;
}

const connection = api('responses/database_cluster.yml');

export const databaseCluster: ResourceTable = {
  type: 'digitalocean:index/databaseCluster:DatabaseCluster',
  rows: {
    backupRestore: {
      kind: 'object',
      fields: {
        databaseName: { kind: 'text', required: true },
        backupCreatedAt: { kind: 'text' },
      },
      source: create,
    },
    // The provider takes a change between the two for none: it is DigitalOcean that turns old clusters into Valkey.
    engine: { kind: 'text', allowed: ['valkey', 'redis'], required: true, source: optionsSource },
    // With underscores: DatabaseValkeyConfig writes the same with dashes, and the SDK's documentation in camel case.
    evictionPolicy: {
      kind: 'text',
      allowed: [
        'noeviction',
        'allkeys_lru',
        'allkeys_random',
        'volatile_lru',
        'volatile_random',
        'volatile_ttl',
      ],
      source: api('models/eviction_policy_model.yml'),
    },
    maintenanceWindows: {
      kind: 'list',
      of: {
        kind: 'object',
        fields: {
          day: {
            kind: 'text',
            required: true,
            form: {
              says: 'monday, tuesday, wednesday, thursday, friday, saturday or sunday',
              fits: (text) => /^(mon|tues|wednes|thurs|fri|satur|sun)day$/i.test(text),
            },
          },
          hour: {
            kind: 'text',
            required: true,
            form: {
              says: 'an hour, HH:MM in UTC',
              fits: (text) => /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(text),
            },
          },
        },
      },
      min: 1,
      // The provider reads the first and no other.
      max: 1,
      source: resource,
    },
    name: { kind: 'text', min: 1, autoName: { max: 63 }, replaces: true, source: resource },
    nodeCount: { kind: 'number', whole: true, min: 1, required: true, source: resource },
    privateNetworkUuid: { kind: 'text', form: uuid, replaces: true, source: resource },
    projectId: { kind: 'text', form: uuid, replaces: true, source: resource },
    region: { kind: 'text', allowed: regions, required: true, source: optionsSource },
    size: { kind: 'text', allowed: sizes, required: true, source: optionsSource },
    sqlMode: { kind: 'text', source: resource },
    tags: {
      kind: 'list',
      of: { kind: 'text', form: tag },
      set: provider('tag/tags.go'),
      source: provider('tag/tags.go'),
    },
    // Optional by its type; the provider refuses a cluster without it all the same.
    version: { kind: 'text', required: true, source: resource },
  },
  rules: [engine, engineVersion, nodes, standby, noBackups, noSqlMode],
  id: (made) => uuidOf(made, `id of ${made.inputs.name}`),
  outputs: {
    clusterUrn: output(resource, ({ id }) => `do:dbaas:${id}`),
    database: output(connection, () => ''),
    host: output(connection, host),
    metricsEndpoints: output(resource, (made) => [`https://${host(made)}:9273/metrics`]),
    password: output(connection, password),
    port: output(api('models/advanced_config/redis_advanced_config.yml'), () => port),
    privateHost: output(connection, (made) => `private-${host(made)}`),
    privateNetworkUuid: output(
      api('models/database_cluster.yml'),
      (made) => (made.inputs.privateNetworkUuid as string | undefined) ?? uuidOf(made, 'vpc'),
    ),
    privateUri: output(connection, (made) => uri(made, `private-${host(made)}`)),
    projectId: output(
      api('models/database_cluster.yml'),
      (made) => (made.inputs.projectId as string | undefined) ?? uuidOf(made, 'project'),
    ),
    uri: output(connection, (made) => uri(made, host(made))),
    user: output(docs('how-to/connect'), () => user),
  },
};
