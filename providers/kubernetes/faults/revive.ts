import { setTimeout as sleep } from 'node:timers/promises';
import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import type { Watched } from '../../backend.ts';
import type { ClusterApi, Place } from '../api/index.ts';

const limitMs = 120_000;
const everyMs = 500;

/** Which run of a container this is; another after each restart. */
export async function runOf(
  api: ClusterApi,
  { namespace, pod, container }: Place,
): Promise<string | undefined> {
  return containerOf(await api.pod(namespace, pod), container)?.containerID;
}

/**
 * Waits until the kubelet has started a container anew. From the second crash on it waits longer each time, up to five
 * minutes (CrashLoopBackOff); a pod made anew begins without that, so such a one is deleted, which takes nothing that runs.
 */
export async function revive(
  api: ClusterApi,
  place: Place,
  ended: string | undefined,
  { progress, signal }: Watched,
): Promise<void> {
  const { namespace, pod, container } = place;
  const until = Date.now() + limitMs;
  let remade: string | undefined;
  while (Date.now() < until) {
    const found = await api.pod(namespace, pod);
    const { state, containerID } = containerOf(found, container) ?? {};
    if (state?.running && containerID !== ended) return;
    const uid = found?.metadata?.uid;
    if (state?.waiting?.reason === 'CrashLoopBackOff' && uid !== remade) {
      progress(`${pod} crashed several times and would wait now, so it is made anew`);
      remade = uid;
      await api.deletePod(namespace, pod);
    }
    await sleep(everyMs, undefined, { signal });
  }
  throw new Error(`${pod} did not start again within ${limitMs / 1000} s: \`redis-ha status\` says why.`);
}

function containerOf(pod: V1Pod | undefined, name: string): V1ContainerStatus | undefined {
  return pod?.status?.containerStatuses?.find((container) => container.name === name);
}
