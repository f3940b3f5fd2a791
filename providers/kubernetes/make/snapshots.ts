import { CronJob } from '@pulumi/kubernetes/batch/v1/cronJob.js';
import { Job } from '@pulumi/kubernetes/batch/v1/job.js';
import { ConfigMap } from '@pulumi/kubernetes/core/v1/configMap.js';
import { PersistentVolumeClaim } from '@pulumi/kubernetes/core/v1/persistentVolumeClaim.js';
import { ServiceAccount } from '@pulumi/kubernetes/core/v1/serviceAccount.js';
import type * as pulumi from '@pulumi/pulumi';
import * as manifests from '../manifests/index.ts';
import type { Plan } from '../plan.ts';
import type { Cluster, Options } from './cluster.ts';

/** Who takes snapshots of these servers, and who brings one back where that is asked for. */
export function snapshots(
  plan: Plan,
  mounted: manifests.Mounted,
  servers: readonly pulumi.Resource[],
  { options, kept }: Cluster,
): void {
  const { name, own } = plan;
  const { objectStore } = own;
  const scripts = manifests.snapshotScripts(plan);
  const needed = [
    new ConfigMap(`${name}-snapshots`, scripts, options),
    objectStore
      ? new ServiceAccount(`${name}-snapshots`, manifests.snapshotAccount(plan, objectStore), options)
      : // They are what is left when everything else is gone.
        new PersistentVolumeClaim(`${name}-snapshots`, manifests.snapshotClaim(plan), kept),
  ];
  const after: Options = { ...options, dependsOn: [...needed, ...servers] };
  new CronJob(`${name}-snapshots`, manifests.snapshotCronJob(plan, mounted, scripts.metadata.name), after);
  const restore = manifests.restoreJob(plan, mounted, scripts.metadata.name);
  // A Job's pods cannot change: one that has run must not be replaced, and run again, for another password.
  if (restore) new Job(restore.metadata.name, restore, { ...after, ignoreChanges: ['spec.template'] });
}
