// Snapshots: a volume for them, who takes one each night, and who brings one back. With an object store the volume is only
// their way to it and from it (objectStore.ts).

import type { batch, core } from '@pulumi/kubernetes/types/input.js';
import { contentName } from '../contentName.ts';
import { dataPort, type Plan } from '../plan.ts';
import { fixed, type Named, scriptFiles } from './configMaps.ts';
import { labelsOf, metadataOf } from './meta.ts';
import { snapshotAccountName, storeContainer, storeVolumes } from './objectStore.ts';
import { containerSecurity, type Mounted, podSecurity } from './pod.ts';

/** UTC, where no window is asked for. */
const usualStart = '03:00';
const root = '/etc/redis-ha';
const dayMinutes = 24 * 60;
/** A night's failure is still there in the morning; the volume of its pod goes with it. */
const finishedSeconds = 12 * 3600;

/** Whether snapshots are wanted. */
export function takesSnapshots({ spec }: Plan): boolean {
  return spec.snapshots.retentionDays > 0;
}

/** Apart from the other scripts: a change here restarts no server. */
export function snapshotScripts(plan: Plan): Named<core.v1.ConfigMap> {
  return fixed(plan, `${plan.name}-snapshots`, scriptFiles('snapshots'));
}

export function snapshotClaim(plan: Plan): core.v1.PersistentVolumeClaim {
  const { className, snapshotSize } = plan.own.storage;
  const metadata = metadataOf(plan, claimName(plan), 'snapshots');
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    // Many classes make a volume only when a pod first wants it, and until tonight none does.
    metadata: { ...metadata, annotations: { 'pulumi.com/skipAwait': 'true' } },
    spec: {
      accessModes: ['ReadWriteOnce'],
      ...(className !== undefined && { storageClassName: className }),
      resources: { requests: { storage: snapshotSize } },
    },
  };
}

export function snapshotCronJob(plan: Plan, mounted: Mounted, scripts: string): batch.v1.CronJob {
  const { retentionDays, window } = plan.spec.snapshots;
  const { objectStore } = plan.own;
  const keep = [{ name: 'HA_KEEP_DAYS', value: String(retentionDays) }];
  const take = container(plan, 'take.sh', '128Mi', keep);
  const [hour, minute] = (window ?? usualStart).split(/[:-]/).map(Number);
  return {
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: metadataOf(plan, `${plan.name}-snapshots`, 'snapshots'),
    spec: {
      schedule: `${minute} ${hour} * * *`,
      timeZone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: lengthOf(window) * 60,
      successfulJobsHistoryLimit: 1,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        spec: {
          backoffLimit: 3,
          activeDeadlineSeconds: 3600,
          ...(objectStore && { ttlSecondsAfterFinished: finishedSeconds }),
          template: pod(plan, mounted, scripts, {
            restartPolicy: 'Never',
            ...(objectStore
              ? { initContainers: [take], containers: [storeContainer(plan, objectStore, 'store.sh', keep)] }
              : { containers: [take] }),
          }),
        },
      },
    },
  };
}

/** Another snapshot is another Job, since one that has run is not run again. None where nothing is to be restored. */
export function restoreJob(plan: Plan, mounted: Mounted, scripts: string): Named<batch.v1.Job> | undefined {
  const { restore, resources, objectStore } = plan.own;
  if (restore === undefined) return undefined;
  const name = contentName(`${plan.name}-restore`, { restore });
  const wanted = [{ name: 'HA_SNAPSHOT', value: restore }];
  // It holds all of the data for a moment.
  const containers = [container(plan, 'restore.sh', resources.memory, wanted)];
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { ...metadataOf(plan, name, 'snapshots'), name },
    spec: {
      backoffLimit: 6,
      template: pod(plan, mounted, scripts, {
        containers,
        ...(objectStore
          ? {
              initContainers: [storeContainer(plan, objectStore, 'fetch.sh', wanted)],
              // The next attempt is in the same pod: on its volume lies the mark that one was begun, and no other pod has it.
              restartPolicy: 'OnFailure',
            }
          : { restartPolicy: 'Never' }),
      }),
    },
  };
}

type Work = Pick<core.v1.PodSpec, 'restartPolicy' | 'initContainers' | 'containers'>;

function pod(plan: Plan, mounted: Mounted, scripts: string, work: Work): core.v1.PodTemplateSpec {
  const { own } = plan;
  const secretMode = 0o440;
  return {
    metadata: { labels: labelsOf(plan, 'snapshots') },
    spec: {
      ...work,
      serviceAccountName: own.objectStore ? snapshotAccountName(plan) : plan.serviceAccount,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: podSecurity,
      ...(own.imagePullSecrets.length > 0 && {
        imagePullSecrets: own.imagePullSecrets.map((name) => ({ name })),
      }),
      ...(Object.keys(own.nodeSelector).length > 0 && { nodeSelector: own.nodeSelector }),
      volumes: [
        { name: 'scripts', configMap: { name: scripts } },
        { name: 'members', configMap: { name: plan.members } },
        {
          name: 'secrets',
          secret: {
            secretName: mounted.access,
            defaultMode: secretMode,
            items: [{ key: 'snapshots-password', path: 'snapshots-password' }],
          },
        },
        ...(mounted.tls === undefined
          ? []
          : [{ name: 'tls', secret: { secretName: mounted.tls, defaultMode: secretMode } }]),
        ...(own.objectStore
          ? storeVolumes(plan, own.objectStore)
          : [{ name: 'snapshots', persistentVolumeClaim: { claimName: claimName(plan) } }]),
        { name: 'run', emptyDir: {} },
      ],
    },
  };
}

/** A script of ours in the server's image. */
function container(plan: Plan, file: string, memory: string, env: core.v1.EnvVar[]): core.v1.Container {
  const readOnly = ['scripts', 'members', 'secrets', ...(plan.tls ? ['tls'] : [])];
  return {
    name: 'snapshots',
    image: plan.own.image,
    command: ['sh', `${root}/scripts/${file}`],
    env: [
      { name: 'HA_NAME', value: plan.name },
      { name: 'HA_DATA_PORT', value: String(dataPort) },
      { name: 'HA_TLS', value: plan.tls ? 'yes' : 'no' },
      ...env,
    ],
    resources: { requests: { cpu: '50m', memory }, limits: { memory } },
    securityContext: containerSecurity,
    volumeMounts: [
      ...readOnly.map((name) => ({ name, mountPath: `${root}/${name}`, readOnly: true })),
      { name: 'snapshots', mountPath: '/snapshots' },
      { name: 'run', mountPath: '/run/redis-ha' },
    ],
  };
}

function claimName({ name }: Plan): string {
  return `${name}-snapshots`;
}

/** Minutes of a window HH:MM-HH:MM, which may pass midnight; an hour where there is none. */
function lengthOf(window: string | undefined): number {
  if (window === undefined) return 60;
  const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = window.split(/[:-]/).map(Number);
  return (toHour * 60 + toMinute - fromHour * 60 - fromMinute + dayMinutes) % dayMinutes;
}
