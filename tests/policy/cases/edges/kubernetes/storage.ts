import type { Edges } from '../../case.ts';
import { sentinels, servers } from '../../kubernetes/resources.ts';
import { claims, shop } from './resources.ts';

export const edges: Record<string, Edges> = {
  'kubernetes-redis-storage-class': {
    alsoGood: { 'another program': shop({ spec: { volumeClaimTemplates: [{ spec: {} }] } }) },
    values: [{ set: { allowed: ['encrypted'] }, given: claims('encrypted', 'other'), holds: false }],
  },
  'kubernetes-redis-volumes': {
    alsoGood: { 'another program': shop({ spec: { volumeClaimTemplates: [] } }) },
    bad: {
      'a Sentinel of a cache': sentinels({
        labels: { purpose: 'cache' },
        spec: { volumeClaimTemplates: [] },
      }),
    },
  },
  'kubernetes-redis-volumes-retained': {
    alsoGood: {
      'another program': shop({ spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } } }),
    },
    bad: { scaled: servers({ spec: { persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' } } }) },
  },
};
