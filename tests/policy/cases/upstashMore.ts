import { unknown } from '../servedPack.ts';
import { having, onProperty, type RuleCase } from './case.ts';
import { database } from './upstash.ts';

const durable = having(database, { tags: { purpose: 'durable' } });

export const more: Record<string, RuleCase> = {
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
