// Why a pod does not run, in the words of whoever keeps it from running, and what to do about it. Pure.

import type { CoreV1Event, V1ContainerStatus, V1Pod } from '@kubernetes/client-node';

/** One line, or undefined for a pod that runs and is ready. */
export function reasonOf(pod: V1Pod, events: readonly CoreV1Event[]): string | undefined {
  const { status, metadata } = pod;
  if (metadata?.deletionTimestamp !== undefined) return 'is being deleted';
  const ready = status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True');
  if (ready) return undefined;
  return unscheduled(pod, events) ?? waiting(pod) ?? (warning(events) || notReady(pod));
}

/** What a StatefulSet says of pods that it could not even make: a quota, an admission rule. */
export function refusedReason(events: readonly CoreV1Event[]): string | undefined {
  const refused = latest(events.filter(({ reason }) => reason === 'FailedCreate'));
  if (refused === undefined) return undefined;
  const hint = /quota/i.test(refused)
    ? 'raise the quota or ask for less with kubernetes.resources'
    : /podsecurity|forbidden/i.test(refused)
      ? 'the namespace does not admit it'
      : 'kubectl describe says more';
  return `cannot be made: ${refused} (${hint})`;
}

function unscheduled({ status }: V1Pod, events: readonly CoreV1Event[]): string | undefined {
  const scheduled = status?.conditions?.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status !== 'False') return undefined;
  const volume = latest(events.filter(({ reason }) => reason === 'ProvisioningFailed'));
  if (volume !== undefined)
    return `waits for its volume: ${volume} (set kubernetes.storage.className; kubectl get storageclass lists them)`;
  // What the scheduler adds about claims and preemption says nothing that a person could act on.
  const said = oneLine(scheduled.message ?? 'no machine fits').replace(
    /\.? (no new claims|preemption:).*$/,
    '',
  );
  const hint = /unbound immediate PersistentVolumeClaims/.test(said)
    ? 'is there a storage class? kubectl get pvc says more'
    : /topology spread|anti-affinity/.test(said)
      ? 'fewer zones or machines than asked for: see zones and kubernetes.separateHosts'
      : /node affinity\/selector/.test(said)
        ? 'no machine has the labels that kubernetes.nodeSelector asks for'
        : /Insufficient/.test(said)
          ? 'ask for less with memoryGb or kubernetes.resources'
          : 'kubectl describe pod says more';
  return `cannot be scheduled: ${said} (${hint})`;
}

function waiting({ status, spec }: V1Pod): string | undefined {
  const all = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  const stuck = all.find(({ state }) => state?.waiting && state.waiting.reason !== 'PodInitializing');
  const { reason, message } = stuck?.state?.waiting ?? {};
  if (stuck === undefined || reason === undefined) return undefined;
  const said = message ? `: ${oneLine(message)}` : '';
  const image = spec?.containers.find(({ name }) => name === stuck.name)?.image ?? stuck.image;
  switch (reason) {
    case 'ErrImagePull':
    case 'ImagePullBackOff':
    case 'InvalidImageName':
      return `cannot pull ${image}${said} (check kubernetes.image and kubernetes.imagePullSecrets)`;
    case 'CrashLoopBackOff':
      return `${stuck.name} ends again and again${exitOf(stuck)} (kubectl logs --previous says why)`;
    case 'ContainerCreating':
      return undefined;
    default:
      return `${reason}${said}`;
  }
}

function exitOf({ lastState }: V1ContainerStatus): string {
  const { exitCode, reason } = lastState?.terminated ?? {};
  if (reason === 'OOMKilled') return ', out of memory: raise memoryGb or kubernetes.resources.memory';
  return exitCode === undefined ? '' : `, with exit code ${exitCode}`;
}

/** A volume that cannot be mounted, a sandbox that cannot be made: the container never starts, and only events say so. */
function warning(events: readonly CoreV1Event[]): string | undefined {
  const kept = events.filter(({ type, reason }) => type === 'Warning' && reason !== 'Unhealthy');
  return latest(kept.filter(({ reason }) => reason !== 'FailedScheduling' && reason !== 'BackOff'));
}

function notReady({ status }: V1Pod): string {
  const running = status?.containerStatuses?.some(({ state }) => state?.running);
  return running ? 'runs and is not ready yet' : 'is being started';
}

function latest(events: readonly CoreV1Event[]): string | undefined {
  const sorted = events.toSorted((a, b) => timeOf(a) - timeOf(b));
  const message = sorted.at(-1)?.message;
  return message && oneLine(message);
}

function timeOf({ lastTimestamp, eventTime, metadata }: CoreV1Event): number {
  return new Date(lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? 0).getTime();
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
