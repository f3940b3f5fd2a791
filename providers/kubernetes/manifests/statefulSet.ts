import type { apps, core } from '@pulumi/kubernetes/types/input.js';
import type { Plan } from '../plan.ts';
import { selectorOf } from './meta.ts';

/**
 * The same for every StatefulSet of ours, for ever: a change of any of these but the update strategy makes Pulumi's
 * provider delete the set and make it anew (provider/pkg/provider/diff.go), and the API refuses it in place.
 */
export const statefulSetFields = {
  // All start at once: who is primary is the Sentinels' decision, so nobody has to wait for a lower number.
  podManagementPolicy: 'Parallel',
  revisionHistoryLimit: 5,
  updateStrategy: { type: 'RollingUpdate' },
  persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
} satisfies Partial<apps.v1.StatefulSetSpec>;

/** Paths of the fields whose change would take all pods down together. */
export const replacingFields = [
  'spec.podManagementPolicy',
  'spec.revisionHistoryLimit',
  'spec.selector',
  'spec.serviceName',
  'spec.volumeClaimTemplates',
];

/** A volume for each pod. Only labels that never change: the template cannot. */
export function claim(plan: Plan, name: string, storage: string): core.v1.PersistentVolumeClaim {
  const { className } = plan.own.storage;
  return {
    metadata: { name, labels: selectorOf(plan) },
    spec: {
      accessModes: ['ReadWriteOnce'],
      ...(className !== undefined && { storageClassName: className }),
      resources: { requests: { storage } },
    },
  };
}
