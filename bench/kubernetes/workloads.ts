import { AppsV1Api, PatchStrategy, setHeaderOptions } from '@kubernetes/client-node';
import type { Cluster } from '../../tests/live/kubernetes/cluster/index.ts';
import { until } from '../../tests/local/until.ts';

const rolloutMs = 300_000;

/** Whether every pod of a namespace is as its StatefulSet or Deployment says, and ready. */
export async function areRolledOut(cluster: Cluster, namespace: string): Promise<boolean> {
  const apps = cluster.config.makeApiClient(AppsV1Api);
  const [sets, deployments] = await Promise.all([
    apps.listNamespacedStatefulSet({ namespace }),
    apps.listNamespacedDeployment({ namespace }),
  ]);
  return [...sets.items, ...deployments.items].every(
    ({ metadata, spec, status = {} }) =>
      (status.observedGeneration ?? 0) >= (metadata?.generation ?? 0) &&
      status.readyReplicas === spec?.replicas &&
      status.replicas === spec?.replicas &&
      status.updatedReplicas === spec?.replicas,
  );
}

/** As `kubectl rollout restart` and `kubectl rollout status` for one workload after the other. */
export async function rollOut(cluster: Cluster, namespace: string): Promise<void> {
  const apps = cluster.config.makeApiClient(AppsV1Api);
  const annotations = { 'kubectl.kubernetes.io/restartedAt': new Date().toISOString() };
  const body = { spec: { template: { metadata: { annotations } } } };
  const merge = setHeaderOptions('Content-Type', PatchStrategy.MergePatch);
  const isDone = () => areRolledOut(cluster, namespace);
  const sets = await apps.listNamespacedStatefulSet({ namespace });
  for (const { metadata } of sets.items) {
    await apps.patchNamespacedStatefulSet({ namespace, name: metadata?.name ?? '', body }, merge);
    await until(isDone, `${metadata?.name} is restarted`, rolloutMs);
  }
  const deployments = await apps.listNamespacedDeployment({ namespace });
  for (const { metadata } of deployments.items) {
    await apps.patchNamespacedDeployment({ namespace, name: metadata?.name ?? '', body }, merge);
    await until(isDone, `${metadata?.name} is restarted`, rolloutMs);
  }
}
