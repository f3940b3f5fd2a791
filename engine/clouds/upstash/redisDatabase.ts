import { isIPv4 } from 'node:net';
import type { Form, Inputs, Made, OutputRow, ResourceTable, Rule } from '../tables/index.ts';

/** github.com/upstash/terraform-provider-upstash, which Pulumi's provider is made from: commit a8c50b1. */
const provider = 'terraform-provider-upstash upstash/redis/database/resource.go';
const crud = 'terraform-provider-upstash upstash/redis/database/crud.go';
/** github.com/upstash/docs, version of 21 August 2026. */
const api = 'upstash/docs devops/developer-api/openapi.yml';
const security = 'https://upstash.com/docs/redis/features/security';
const checklist = 'https://upstash.com/docs/common/help/production-checklist';

/** openapi.yml, CreateDatabaseRequest. */
const readRegions = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ca-central-1',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'sa-east-1',
  'ap-south-1',
  'ap-northeast-1',
  'ap-southeast-1',
  'ap-southeast-2',
];
const primaryRegions = [
  ...readRegions,
  'af-south-1',
  'us-central1',
  'us-east4',
  'europe-west1',
  'asia-northeast1',
];
const globalRegions = ['global', 'gcp-global'];

const ipv4Range: Form = {
  says: 'an IPv4 address or range',
  fits(text) {
    const [address = '', bits = '32', ...rest] = text.split('/');
    return rest.length === 0 && isIPv4(address) && /^\d{1,2}$/.test(bits) && Number(bits) <= 32;
  },
};

const tls: Rule = {
  source: `${security}; ${provider}`,
  reads: ['tls'],
  judge: (inputs) =>
    inputs.tls === true
      ? undefined
      : {
          property: 'tls',
          reason:
            'TLS cannot be switched off. Say true: the default of the provider is false, and the next deployment would ' +
            'replace the database to get there.',
        },
};

const primaryOfGlobal: Rule = {
  source: provider,
  reads: ['region', 'primaryRegion'],
  judge({ region, primaryRegion }) {
    const property = 'primaryRegion';
    if (isGlobal(region) && !isGiven(primaryRegion))
      return { property, reason: `Is missing; region ${region} needs it.` };
    if (!isGlobal(region) && isGiven(primaryRegion))
      return { property, reason: 'Only works with region global.' };
    return undefined;
  },
};

const readsOfGlobal: Rule = {
  source: crud,
  reads: ['region', 'primaryRegion', 'readRegions'],
  judge({ region, primaryRegion, readRegions: reads }) {
    if (!Array.isArray(reads) || reads.length === 0) return undefined;
    const property = 'readRegions';
    if (!isGlobal(region)) return { property, reason: 'Only works with region global.' };
    if (!reads.includes(primaryRegion)) return undefined;
    return { property, reason: `Primary region '${primaryRegion}' can not be in the list of read regions.` };
  },
};

const consistent: Rule = {
  source: crud,
  reads: ['consistent'],
  judge: (inputs) =>
    inputs.consistent === true
      ? {
          property: 'consistent',
          reason: 'Cannot be enabled: every new database is eventually consistent.',
        }
      : undefined,
};

function isGiven(value: Inputs[string]): boolean {
  return value !== undefined && value !== null;
}

function isGlobal(region: Inputs[string]): boolean {
  return typeof region === 'string' && globalRegions.includes(region);
}

function output(source: string, value: OutputRow['value']): OutputRow {
  return { source, value };
}

/** What a database has of its own: another one has others. */
function own({ digits, inputs }: Made, what: string, count: number): string {
  return digits(count, `${what} ${inputs.databaseName} ${inputs.region} ${inputs.primaryRegion}`);
}

function uuidOf(made: Made): string {
  return own(made, 'id', 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export const redisDatabase: ResourceTable = {
  type: 'upstash:index/redisDatabase:RedisDatabase',
  rows: {
    autoScale: { kind: 'boolean', default: false, source: provider },
    budget: { kind: 'number', whole: true, min: 1, default: 20, source: provider },
    consistent: { kind: 'boolean', default: false, source: provider },
    databaseName: { kind: 'text', min: 1, required: true, replaces: true, source: provider },
    eviction: { kind: 'boolean', default: false, source: provider },
    ipAllowlists: { kind: 'list', of: { kind: 'text', form: ipv4Range }, source: checklist },
    multizone: { kind: 'boolean', default: false, source: provider },
    primaryRegion: { kind: 'text', allowed: primaryRegions, replaces: true, source: api },
    prodPack: { kind: 'boolean', default: false, source: provider },
    readRegions: {
      kind: 'list',
      of: { kind: 'text', allowed: readRegions },
      set: provider,
      source: api,
    },
    region: {
      kind: 'text',
      allowed: [...globalRegions, 'ap-northeast-1', 'eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-1'],
      required: true,
      replaces: true,
      source: provider,
    },
    tls: { kind: 'boolean', default: false, source: provider },
  },
  rules: [tls, primaryOfGlobal, readsOfGlobal, consistent],
  id: (made) => `upstash-database-${uuidOf(made)}`,
  outputs: {
    creationTime: output(api, () => 1_767_225_600),
    databaseId: output(crud, uuidOf),
    databaseType: output(api, () => 'payg'),
    endpoint: output(api, (made) => `simulated-${own(made, 'endpoint', 6)}.upstash.io`),
    password: output(api, (made) => own(made, 'password', 40)),
    port: output(api, () => 6379),
    readOnlyRestToken: output(api, (made) => own(made, 'read-only token', 60)),
    restToken: output(api, (made) => own(made, 'token', 60)),
    state: output(api, () => 'active'),
    userEmail: output(crud, ({ config }) => String(config.email ?? 'nobody@example.com')),
  },
};
