import type { ResourceTable } from '../../tables/index.ts';
import { arn, region, tags, tagsAll } from '../common.ts';

const api =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheParameterGroup.html';
const provider = 'terraform-provider-aws internal/service/elasticache/parameter_group.go';
const engine = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html';

/** "Modifiable: No", or not there from 2.8.22 on. */
const refused = [
  'activerehashing',
  'appendfsync',
  'appendonly',
  'client-output-buffer-limit-replica-hard-limit',
  'client-output-buffer-limit-replica-soft-limit',
  'client-output-buffer-limit-replica-soft-seconds',
  'lua-time-limit',
  'maxclients',
  'maxmemory',
  'repl-timeout',
  'replica-allow-chaining',
  'replica-ignore-maxmemory',
  'replica-lazy-flush',
  'requirepass',
  'save',
];

const policies = [
  'allkeys-lfu',
  'allkeys-lru',
  'allkeys-random',
  'noeviction',
  'volatile-lfu',
  'volatile-lru',
  'volatile-random',
  'volatile-ttl',
];

interface Parameter {
  name: string;
  value: string;
}

export const parameterGroup: ResourceTable = {
  type: 'aws:elasticache/parameterGroup:ParameterGroup',
  rows: {
    description: { kind: 'text', default: 'Managed by Pulumi', replaces: true, source: provider },
    family: {
      kind: 'text',
      allowed: ['redis6.x', 'redis7', 'valkey7', 'valkey8', 'valkey9', 'memcached1.6'],
      required: true,
      replaces: true,
      source: engine,
    },
    name: {
      kind: 'text',
      autoName: { max: 255 },
      form: {
        says: 'a name without spaces that does not begin with default.',
        fits: (text) => /^[A-Za-z][A-Za-z0-9.-]{0,254}$/.test(text) && !text.startsWith('default.'),
      },
      replaces: true,
      source: api,
    },
    parameters: {
      kind: 'list',
      set: provider,
      of: {
        kind: 'object',
        fields: { name: { kind: 'text', required: true }, value: { kind: 'text', required: true } },
      },
      source: provider,
    },
    region,
    tags,
  },
  rules: [
    {
      source: engine,
      reads: ['parameters'],
      judge({ parameters = [] }) {
        const bad = (parameters as Parameter[]).find(({ name }) => refused.includes(name));
        if (!bad) return undefined;
        const reason = `The parameter ${bad.name} cannot be modified in any family that ElastiCache has.`;
        return { property: 'parameters', reason };
      },
    },
    {
      source: engine,
      reads: ['parameters'],
      judge({ parameters = [] }) {
        const policy = (parameters as Parameter[]).find(({ name }) => name === 'maxmemory-policy');
        if (!policy || policies.includes(policy.value)) return undefined;
        return { property: 'parameters', reason: `maxmemory-policy is one of ${policies.join(', ')}.` };
      },
    },
    {
      source: `${engine} (removed in Valkey 8.0)`,
      reads: ['parameters', 'family'],
      judge({ parameters = [], family }) {
        const bad = (parameters as Parameter[]).find(({ name }) => name.startsWith('lazyfree-lazy-'));
        if (!bad || !/^valkey[89]$/.test(String(family))) return undefined;
        return { property: 'parameters', reason: `${String(family)} has no parameter ${bad.name}.` };
      },
    },
  ],
  id: ({ inputs }) => String(inputs.name).toLowerCase(),
  outputs: {
    arn: { value: (made) => arn('elasticache', made, `parametergroup:${made.inputs.name}`), source: api },
    tagsAll,
  },
};
