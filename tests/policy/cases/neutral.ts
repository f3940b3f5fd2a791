import { compliant } from '../compliant.ts';
import { type Given, unknown } from '../wire.ts';
import { having, onProperty, type RuleCase } from './case.ts';
import { group } from './elasticache/resources.ts';

const redis: Given = {
  type: 'redis-ha:index:RedisHA',
  props: {
    ...compliant(),
    backend: 'kubernetes',
    failover: { profile: 'balanced' },
    snapshots: { retentionDays: 7, window: '02:00-03:00' },
    maintenanceWindow: 'sun:04:00-sun:05:00',
    protect: true,
  },
};
const { guarantees } = compliant();
const failover = (automaticFailover: object) =>
  having(redis, { guarantees: { ...guarantees, automaticFailover } });
const profile = (name: unknown, backend = 'kubernetes') =>
  having(redis, { failover: { profile: name }, backend });

export const cases: Record<string, RuleCase> = {
  'redis-automatic-failover': {
    good: redis,
    bad: {
      'no replica': { ...failover({ state: 'off' }), says: /`replicas`/ },
      'nothing of the kind': { ...failover({ state: 'not-offered' }), says: /`backend`/ },
    },
    absent: { ...having(redis, { guarantees: undefined }), holds: false },
    unknown: {
      ...having(redis, { guarantees: { ...guarantees, automaticFailover: unknown.object } }),
      comes: 'advice',
    },
  },
  'redis-failover-budget': {
    good: redis,
    alsoGood: {
      'a cloud, which promises nothing': profile('calm', 'elasticache'),
      local: profile('fast', 'local'),
    },
    bad: { calm: { ...profile('calm'), says: /may take 8000 ms .* budget is 5000 ms/ } },
    absent: { ...having(redis, { failover: undefined }), holds: true },
    unknown: { ...profile(unknown.text), comes: 'advice' },
    values: [
      { set: { budgetMs: 3999 }, given: redis, holds: false },
      { set: { budgetMs: 4000 }, given: redis, holds: true },
    ],
  },
  'redis-replacement-guarded': onProperty(redis, 'allowReplacement', {
    bad: [true],
    absent: true,
    unknown: unknown.boolean,
    comes: 'advice',
  }),
  'redis-windows-apart': onProperty(redis, 'maintenanceWindow', {
    bad: ['sun:02:30-sun:03:30'],
    says: /overlap/,
    absent: true,
    unknown: unknown.text,
    comes: 'advice',
  }),
  'redis-protected-production': {
    usual: { stacks: ['test'] },
    good: redis,
    alsoGood: { 'a resource with the option': group },
    bad: {
      'an argument that is off': { ...having(redis, { protect: false }), says: /not protected/ },
      'a resource without the option': { ...group, protect: false },
    },
    absent: { ...having(redis, { protect: undefined }), holds: false },
    unknown: { ...having(redis, { protect: unknown.boolean }), comes: 'refused' },
    values: [{ set: { stacks: ['prod'] }, given: having(redis, { protect: false }), holds: true }],
  },
};
