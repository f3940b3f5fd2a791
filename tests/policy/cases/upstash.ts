import { unknown } from '../wire.ts';
import { having, onProperty, type RuleCase } from './case.ts';

export const database = {
  type: 'upstash:index/redisDatabase:RedisDatabase',
  protect: true,
  props: {
    databaseName: 'main',
    region: 'global',
    primaryRegion: 'eu-central-1',
    prodPack: true,
    tls: true,
    eviction: false,
    ipAllowlists: ['10.0.0.0/8'],
  },
};

const durable = having(database, { tags: { purpose: 'durable' } });

export const cases: Record<string, RuleCase> = {
  'upstash-encryption-at-rest': {
    good: database,
    bad: { off: { ...having(database, { prodPack: false }), says: /`prodPack`/ } },
    absent: { ...having(database, { prodPack: undefined }), holds: false },
    unknown: { ...having(database, { prodPack: unknown.boolean }), comes: 'refused' },
  },
  'upstash-encryption-in-transit': {
    good: database,
    bad: { off: { ...having(database, { tls: false }), says: /`tls`/ } },
    absent: { ...having(database, { tls: undefined }), holds: true },
    unknown: { ...having(database, { tls: unknown.boolean }), comes: 'refused' },
  },
  'upstash-multi-az': {
    good: database,
    bad: { off: { ...having(database, { prodPack: false }), says: /`prodPack`/ } },
    absent: { ...having(database, { prodPack: undefined }), holds: false },
    unknown: { ...having(database, { prodPack: unknown.boolean }), comes: 'refused' },
  },
  'upstash-snapshot-retention': {
    good: { type: 'upstash:index/team:Team', props: {} },
    bad: { always: { ...database, says: /Add a waiver/ } },
    absent: { ...having(database, { databaseName: undefined }), holds: false },
    unknown: { ...having(database, { databaseName: unknown.text }), comes: 'refused' },
  },
  'upstash-eviction': {
    ...onProperty(durable, 'eviction', {
      bad: [true],
      absent: true,
      unknown: unknown.boolean,
      comes: 'advice',
    }),
    alsoGood: { 'a database of which nobody says': having(database, { eviction: true }) },
    values: [
      { set: { purpose: 'durable' }, given: having(database, { eviction: true }), holds: false },
      { set: { purpose: 'cache' }, given: having(database, { eviction: true }), holds: true },
      { set: { purpose: 'cache' }, given: database, holds: false },
    ],
  },
  'upstash-ip-allowlist': onProperty(database, 'ipAllowlists', {
    bad: [[], ['0.0.0.0/0']],
    unknown: unknown.list,
    comes: 'holds',
  }),
  'upstash-budget': onProperty(having(database, { budget: 100 }), 'budget', {
    bad: [''],
    unknown: unknown.number,
    comes: 'holds',
  }),
};
