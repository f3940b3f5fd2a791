import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import {
  CoreV1Api,
  type KubeConfig,
  type KubernetesObject,
  PatchStrategy,
  setHeaderOptions,
  type V1PersistentVolume,
} from '@kubernetes/client-node';
import { disksPerNode } from './layout.ts';
import type { ClusterNode } from './node.ts';

export const storageClass = 'local-disks';
const recycleMs = 1000;

/** A default storage class of local disks, bound when a pod is placed. */
export function storageObjects(nodes: ClusterNode[]): KubernetesObject[] {
  const disks = Array.from({ length: disksPerNode }, (_, i) => i + 1);
  return [
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: {
        name: storageClass,
        annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
      },
      provisioner: 'kubernetes.io/no-provisioner',
      volumeBindingMode: 'WaitForFirstConsumer',
    } as KubernetesObject,
    ...nodes.flatMap((node) => disks.map((disk) => volume(node, disk))),
  ];
}

function volume(node: ClusterNode, disk: number): V1PersistentVolume {
  const hostname = { key: 'kubernetes.io/hostname', operator: 'In', values: [node.name] };
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: `${node.name}-${disk}` },
    spec: {
      capacity: { storage: '10Gi' },
      accessModes: ['ReadWriteOnce'],
      storageClassName: storageClass,
      persistentVolumeReclaimPolicy: 'Retain',
      local: { path: node.diskPath(disk) },
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [hostname] }] } },
    },
  };
}

/** Empties disks whose claim was deleted and offers them again, as a provisioner would. Returns what ends it. */
export function recycleDisks(config: KubeConfig, nodes: ClusterNode[]): () => void {
  const core = config.makeApiClient(CoreV1Api);
  const timer = setInterval(() => recycle(core, nodes).catch(() => undefined), recycleMs);
  timer.unref();
  return () => clearInterval(timer);
}

async function recycle(core: CoreV1Api, nodes: ClusterNode[]): Promise<void> {
  const { items } = await core.listPersistentVolume();
  for (const { metadata, status } of items) {
    if (status?.phase !== 'Released' || !metadata?.name) continue;
    const [nodeName, disk] = metadata.name.split('-');
    const node = nodes.find(({ name }) => name === nodeName);
    if (!node) continue;
    await empty(node.disk(Number(disk)));
    const body = { spec: { claimRef: null } };
    await core.patchPersistentVolume(
      { name: metadata.name, body },
      setHeaderOptions('Content-Type', PatchStrategy.MergePatch),
    );
  }
}

async function empty(folder: string): Promise<void> {
  for (const entry of await readdir(folder))
    await rm(path.join(folder, entry), { recursive: true, force: true });
}
