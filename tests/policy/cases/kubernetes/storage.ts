// Where the data lie.

import { unknown } from '../../wire.ts';
import type { RuleCase } from '../case.ts';
import { type Fields, onPods, sentinels, servers, stranger } from './resources.ts';

const claims = (spec: Fields) => ({ spec: { volumeClaimTemplates: [{ spec }] } });

export const cases: Record<string, RuleCase> = {
  'kubernetes-redis-storage-class': {
    ...onPods(
      { 'the default': { ...claims({}), says: /default class/ } },
      { absent: claims({}), unknown: claims({ storageClassName: unknown.text }) },
    ),
    values: [
      { set: { allowed: ['encrypted'] }, given: servers(), holds: true },
      { set: { allowed: ['fast'] }, given: servers(), holds: false },
    ],
  },
  'kubernetes-redis-volumes': {
    ...onPods(
      { none: { spec: { volumeClaimTemplates: [] }, says: /no volume/ } },
      {
        absent: { spec: { volumeClaimTemplates: undefined } },
        unknown: { spec: { volumeClaimTemplates: unknown.list } },
      },
    ),
    alsoGood: {
      'a cache': servers({ labels: { purpose: 'cache' }, spec: { volumeClaimTemplates: [] } }),
      'no Redis at all': stranger,
    },
  },
  'kubernetes-redis-volumes-retained': onPods(
    {
      deleted: {
        spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } },
        says: /deletes the data/,
      },
    },
    {
      absent: { spec: { persistentVolumeClaimRetentionPolicy: undefined } },
      holds: true,
      unknown: { spec: { persistentVolumeClaimRetentionPolicy: unknown.object } },
    },
  ),
  'kubernetes-redis-stateful': {
    good: servers(),
    alsoGood: { 'no Redis at all': stranger },
    bad: { 'a Deployment': { ...sentinels({ kind: 'Deployment' }), says: /Deployment/ } },
    absent: { ...stranger, props: {}, holds: true },
    unknown: { ...servers({ kind: 'Deployment', container: { image: unknown.text } }), comes: 'refused' },
  },
};
