import { setTimeout as sleep } from 'node:timers/promises';
import {
  ApiException,
  CoreV1Api,
  PatchStrategy,
  setHeaderOptions,
  type V1Pod,
} from '@kubernetes/client-node';
import type { Cluster } from '../cluster/index.ts';

const againMs = 500;
const limitMs = 120_000;

/** As `kubectl drain --ignore-daemonsets` does it: nothing new on the node, and every pod on it asked to go, as budgets allow. */
export async function drain(cluster: Cluster, node: string): Promise<void> {
  await setUnschedulable(cluster, node, true);
  const { items } = await cluster.config
    .makeApiClient(CoreV1Api)
    .listPodForAllNamespaces({ fieldSelector: `spec.nodeName=${node}` });
  await Promise.all(items.filter(isMovable).map((pod) => evict(cluster, pod)));
}

export function uncordon(cluster: Cluster, node: string): Promise<void> {
  return setUnschedulable(cluster, node, false);
}

async function setUnschedulable(cluster: Cluster, name: string, unschedulable: boolean): Promise<void> {
  await cluster.config
    .makeApiClient(CoreV1Api)
    .patchNode(
      { name, body: { spec: { unschedulable } } },
      setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
    );
}

function isMovable({ metadata, status }: V1Pod): boolean {
  const ended = status?.phase === 'Succeeded' || status?.phase === 'Failed';
  return !ended && !metadata?.ownerReferences?.some(({ kind }) => kind === 'DaemonSet');
}

/** Asks until the pod's budget lets it go, and waits until it is gone. */
async function evict(cluster: Cluster, { metadata = {} }: V1Pod): Promise<void> {
  const core = cluster.config.makeApiClient(CoreV1Api);
  const { name = '', namespace = '', uid } = metadata;
  const until = Date.now() + limitMs;
  let isAsked = false;
  while (Date.now() < until) {
    if (!isAsked) isAsked = await ask(core, name, namespace);
    const { items } = await core.listNamespacedPod({ namespace, fieldSelector: `metadata.name=${name}` });
    if (items[0]?.metadata?.uid !== uid) return;
    await sleep(againMs);
  }
  throw new Error(`${namespace}/${name} was not evicted within ${limitMs / 1000} s.`);
}

/** Whether it goes. */
async function ask(core: CoreV1Api, name: string, namespace: string): Promise<boolean> {
  try {
    await core.createNamespacedPodEviction({ name, namespace, body: { metadata: { name, namespace } } });
    return true;
  } catch (error) {
    // 429: its budget does not allow it yet. 404: it is gone.
    if (error instanceof ApiException && [404, 429].includes(error.code)) return error.code === 404;
    throw error;
  }
}
