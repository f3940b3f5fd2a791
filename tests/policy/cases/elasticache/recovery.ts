// What is left when a node, or the whole group, is lost.

import { unknown } from '../../wire.ts';
import { having, onProperty, type RuleCase } from '../case.ts';
import { group, serverless } from './resources.ts';

const unprotected = { ...group, protect: false };

export const cases: Record<string, RuleCase> = {
  'elasticache-automatic-failover': {
    ...onProperty(group, 'automaticFailoverEnabled', {
      bad: [false],
      unknown: unknown.boolean,
      comes: 'advice',
    }),
    alsoGood: {
      'a member of a global datastore': having(group, { globalReplicationGroupId: 'g', numCacheClusters: 1 }),
    },
    bad: {
      off: { ...having(group, { automaticFailoverEnabled: false }), says: /`automaticFailoverEnabled`/ },
      'nobody to promote': { ...having(group, { numCacheClusters: 1 }), says: /no replica/ },
    },
  },
  'elasticache-replicas': {
    ...onProperty(group, 'numCacheClusters', {
      bad: [2],
      says: /has 1 replicas; have 2/,
      unknown: unknown.number,
      comes: 'advice',
    }),
    values: [
      { set: { minReplicas: 3 }, given: group, holds: false },
      { set: { minReplicas: 1 }, given: having(group, { numCacheClusters: 2 }), holds: true },
    ],
  },
  'elasticache-final-snapshot': onProperty(group, 'finalSnapshotIdentifier', {
    bad: [''],
    unknown: unknown.text,
    comes: 'holds',
  }),
  'elasticache-replacement-keeps-data': {
    good: group,
    alsoGood: {
      'a snapshot without protection': unprotected,
      'protection without a snapshot': having(group, { finalSnapshotIdentifier: undefined }),
    },
    bad: {
      neither: { ...having(unprotected, { finalSnapshotIdentifier: undefined }), says: /data are gone/ },
    },
    absent: { ...having(unprotected, { finalSnapshotIdentifier: undefined }), holds: false },
    unknown: { ...having(unprotected, { finalSnapshotIdentifier: unknown.text }), comes: 'holds' },
  },
  'elasticache-protected': {
    good: group,
    alsoGood: { 'a serverless cache': serverless },
    bad: {
      not: { ...unprotected, says: /`protect`/ },
      'a serverless cache': { ...serverless, protect: false },
    },
    absent: { ...unprotected, holds: false },
    unknown: { ...having(group, { nodeType: unknown.text }), comes: 'holds' },
  },
};
