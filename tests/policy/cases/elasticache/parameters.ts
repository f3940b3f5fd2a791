// What the servers are told.

import { type Given, unknown } from '../../wire.ts';
import { having, onProperty, type RuleCase } from '../case.ts';
import { group } from './resources.ts';

const parameters: Given = {
  type: 'aws:elasticache/parameterGroup:ParameterGroup',
  props: {
    family: 'valkey8',
    parameters: [{ name: 'maxmemory-policy', value: 'noeviction' }],
    tags: { purpose: 'durable', environment: 'prod' },
  },
};

const policy = (value: string, purpose?: string) =>
  having(parameters, {
    parameters: [{ name: 'maxmemory-policy', value }],
    tags: purpose === undefined ? undefined : { purpose },
  });

export const cases: Record<string, RuleCase> = {
  'elasticache-parameter-group': onProperty(group, 'parameterGroupName', {
    bad: ['default.valkey8'],
    unknown: unknown.text,
    comes: 'holds',
  }),
  'elasticache-eviction': {
    good: parameters,
    alsoGood: {
      'a cache': policy('allkeys-lru', 'cache'),
      'no purpose': policy('noeviction'),
      Memcached: having(parameters, { family: 'memcached1.6', parameters: [] }),
    },
    bad: {
      'sessions first': { ...policy('volatile-lru'), says: /takes sessions first/ },
      'a durable one that evicts': { ...policy('allkeys-lru', 'durable'), says: /must be noeviction/ },
      'a cache that does not': { ...policy('noeviction', 'cache'), says: /one of allkeys/ },
    },
    absent: { ...having(parameters, { parameters: undefined }), holds: false },
    unknown: { ...having(parameters, { parameters: unknown.list }), comes: 'advice' },
  },
  'elasticache-no-append-only': {
    ...onProperty(parameters, 'parameters', {
      bad: [[{ name: 'appendonly', value: 'yes' }]],
      says: /`appendonly` protects nothing/,
      absent: true,
      unknown: unknown.list,
      comes: 'advice',
    }),
    alsoGood: { no: having(parameters, { parameters: [{ name: 'appendonly', value: 'no' }] }) },
  },
  'elasticache-fixed-names': {
    ...onProperty(parameters, 'name', {
      bad: ['freight-redis7-params'],
      absent: true,
      unknown: unknown.text,
      comes: 'holds',
    }),
    alsoGood: { 'a name that Pulumi made': having(parameters, { name: 'durable-1a2b3c4' }) },
  },
};
