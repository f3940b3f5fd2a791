// Versions, windows, sizes, and what is watched and known of a cache.

import { type Given, unknown } from '../../wire.ts';
import { having, onProperty, type RuleCase } from '../case.ts';
import { group } from './resources.ts';

const alarm = (dimensions: object, from: Given['from'] = {}): Given => ({
  type: 'aws:cloudwatch/metricAlarm:MetricAlarm',
  name: 'memory',
  props: { namespace: 'AWS/ElastiCache', dimensions },
  from,
});

export const cases: Record<string, RuleCase> = {
  'elasticache-minor-upgrades': onProperty(group, 'autoMinorVersionUpgrade', {
    bad: [false],
    unknown: unknown.boolean,
    comes: 'advice',
  }),
  'elasticache-engine-version': {
    ...onProperty(group, 'engineVersion', { bad: [], absent: true, unknown: unknown.text, comes: 'advice' }),
    alsoGood: {
      'an early Redis 6': having(group, { engine: 'redis', engineVersion: '6.x' }),
      'whatever AWS has, for Redis': having(group, { engine: 'redis', engineVersion: undefined }),
    },
    bad: {
      'Redis 5': { ...having(group, { engine: 'redis', engineVersion: '5.0.6' }), says: /Redis 5 / },
      'Redis 4 by default': having(group, { engine: undefined, engineVersion: '4.0.10' }),
    },
    values: [
      {
        set: { minRedisMajor: 7 },
        given: having(group, { engine: 'redis', engineVersion: '6.2' }),
        holds: false,
      },
    ],
  },
  'elasticache-windows-apart': {
    ...onProperty(group, 'maintenanceWindow', {
      bad: ['sun:02:30-sun:03:30', 'SUN:01:30-sun:02:30', 'sat:23:00-sun:02:01'],
      says: /overlap/,
      absent: true,
      unknown: unknown.text,
      comes: 'advice',
    }),
    alsoGood: {
      'one after the other': having(group, { maintenanceWindow: 'sun:03:00-sun:04:00' }),
      'one before the other': having(group, { maintenanceWindow: 'sun:01:00-sun:02:00' }),
      'what is no window': having(group, { maintenanceWindow: 'sometimes' }),
    },
  },
  'elasticache-logs': {
    ...onProperty(group, 'logDeliveryConfigurations', {
      bad: [[], [{ logType: 'slow-log' }]],
      says: /engine-log goes nowhere/,
      unknown: unknown.list,
      comes: 'advice',
    }),
  },
  'elasticache-node-types': {
    ...onProperty(group, 'nodeType', {
      bad: ['cache.t4g.small'],
      says: /burstable/,
      absent: true,
      unknown: unknown.text,
      comes: 'holds',
    }),
    bad: {
      burstable: { ...having(group, { nodeType: 'cache.t4g.small' }), says: /burstable/ },
      'one that does not exist': {
        ...having(group, { nodeType: 'cache.r6g.medium' }),
        says: /no such node type/,
      },
    },
    values: [
      { set: { burstable: true }, given: having(group, { nodeType: 'cache.t4g.small' }), holds: true },
      { set: { allowed: ['cache.m7g.*'] }, given: group, holds: true },
      { set: { allowed: ['cache.r7g.large'] }, given: group, holds: false },
    ],
  },
  'elasticache-tags': {
    ...onProperty(group, 'tags', {
      bad: [{}],
      says: /1 of the required/,
      unknown: unknown.object,
      comes: 'advice',
    }),
    alsoGood: { 'a value not known yet': having(group, { tags: { environment: unknown.text } }) },
    values: [
      { set: { required: ['owner'] }, given: group, holds: true },
      { set: { required: ['owner', 'cost-centre'] }, given: group, holds: false },
    ],
  },
  'elasticache-alarms': {
    good: group,
    beside: [alarm({}, { dimensions: [group] })],
    alsoGood: { 'an id that the alarm names': having(group, { replicationGroupId: 'main' }) },
    bad: {
      none: { ...group, beside: [], says: /no MetricAlarm/ },
      'one about another': {
        ...having(group, { replicationGroupId: 'main' }),
        beside: [alarm({ CacheClusterId: 'other-001' })],
      },
    },
    absent: { ...group, name: 'other', holds: false },
    unknown: { ...having(group, { replicationGroupId: unknown.text }), beside: [], comes: 'refused' },
  },
};
