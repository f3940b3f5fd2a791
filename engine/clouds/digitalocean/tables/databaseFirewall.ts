import type { ResourceTable, Rule } from '../../tables/index.ts';
import { api, isIpv4Range, provider, tag, uuid } from '../common.ts';

const resource = provider('database/resource_database_firewall.go');
const update = api('databases_update_firewall_rules.yml');

/** What the value of each type of rule has to be. */
const forms: Readonly<Record<string, { says: string; fits(text: string): boolean }>> = {
  app: uuid,
  droplet: { says: 'the number of a Droplet', fits: (text) => /^\d+$/.test(text) },
  ip_addr: { says: 'an IPv4 address or range; no IPv6 is taken', fits: isIpv4Range },
  k8s: uuid,
  tag,
};

const values: Rule = {
  source: update,
  reads: ['rules'],
  judge(inputs) {
    const rules = inputs.rules as { type: string; value: string }[];
    const wrong = rules.findIndex(({ type, value }) => !forms[type]?.fits(value));
    const found = rules[wrong];
    if (!found) return undefined;
    const reason = `Expected ${forms[found.type]?.says}, given "${found.value}".`;
    return { property: `rules[${wrong}].value`, reason };
  },
};

export const databaseFirewall: ResourceTable = {
  type: 'digitalocean:index/databaseFirewall:DatabaseFirewall',
  rows: {
    clusterId: { kind: 'text', form: uuid, required: true, replaces: true, source: resource },
    rules: {
      kind: 'list',
      set: resource,
      of: {
        kind: 'object',
        fields: {
          // The SDK's documentation says `ipAddr`: its generator turned the word into its own spelling.
          type: { kind: 'text', allowed: ['app', 'droplet', 'ip_addr', 'k8s', 'tag'], required: true },
          value: { kind: 'text', min: 1, required: true },
          uuid: { kind: 'text' },
          createdAt: { kind: 'text' },
        },
      },
      min: 1,
      max: 100,
      required: true,
      source: update,
    },
  },
  rules: [values],
  id: ({ inputs, digits }) => `${inputs.clusterId}-${digits(26)}`,
  outputs: {},
};
