import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CoreV1Api, KubeConfig, type KubernetesObject } from '@kubernetes/client-node';
import { parse } from 'yaml';
import type { Cluster } from '../cluster/index.ts';

const docs = path.join(import.meta.dirname, '../../../../docs/kubernetes.md');
const name = 'redis-ha';

/** Writes a kubeconfig for somebody who may do what docs/kubernetes.md says is needed, and nothing else. */
export async function operatorOf(cluster: Cluster, namespace: string, file: string): Promise<void> {
  const metadata = { name, namespace };
  const group = 'rbac.authorization.k8s.io';
  const objects: KubernetesObject[] = [
    { ...(await documentedRole()), metadata },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: `${group}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: group, kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    } as KubernetesObject,
  ];
  await cluster.apply(objects);
  const { status } = await cluster.config
    .makeApiClient(CoreV1Api)
    .createNamespacedServiceAccountToken({ name, namespace, body: { spec: { audiences: [] } } });
  const config = new KubeConfig();
  config.loadFromFile(cluster.kubeconfig);
  config.users = config.users.map((user) => ({ name: user.name, token: status?.token ?? '' }));
  await writeFile(file, config.exportConfig(), { mode: 0o600 });
}

/** The manifest that stands in the documentation. */
async function documentedRole(): Promise<KubernetesObject> {
  const [, yaml = ''] = /```yaml\n([^`]*kind: Role\n[^`]*)```/.exec(await readFile(docs, 'utf8')) ?? [];
  return parse(yaml) as KubernetesObject;
}
