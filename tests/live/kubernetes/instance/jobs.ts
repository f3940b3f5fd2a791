import { BatchV1Api, CoreV1Api } from '@kubernetes/client-node';
import { until } from '../../../local/until.ts';
import type { Cluster } from '../cluster/index.ts';

/** What a CronJob does at its time, now: as `kubectl create job --from=cronjob/NAME`. Resolves when it is done. */
export async function runNow(cluster: Cluster, namespace: string, cronJob: string): Promise<string> {
  const batch = cluster.config.makeApiClient(BatchV1Api);
  const name = `${cronJob}-now`;
  const { spec } = await batch.readNamespacedCronJob({ namespace, name: cronJob });
  const { spec: wanted } = spec?.jobTemplate ?? {};
  if (!wanted) throw new Error(`CronJob ${cronJob} has no template.`);
  await batch.createNamespacedJob({ namespace, body: { metadata: { name }, spec: wanted } });
  await done(cluster, namespace, name);
  return logOf(cluster, namespace, name);
}

/** Waits until a Job whose name begins so has succeeded. */
export async function done(cluster: Cluster, namespace: string, name: string): Promise<void> {
  const batch = cluster.config.makeApiClient(BatchV1Api);
  await until(async () => {
    const { items } = await batch.listNamespacedJob({ namespace });
    const job = items.find(({ metadata }) => metadata?.name?.startsWith(name));
    return (job?.status?.succeeded ?? 0) > 0;
  }, `Job ${name} has succeeded`);
}

/** What the pods of a Job printed. */
async function logOf(cluster: Cluster, namespace: string, job: string): Promise<string> {
  const core = cluster.config.makeApiClient(CoreV1Api);
  const pods = await cluster.pods.list(namespace, `batch.kubernetes.io/job-name=${job}`);
  const names = pods.map(({ metadata }) => metadata?.name ?? '');
  const logs = await Promise.all(names.map((name) => core.readNamespacedPodLog({ namespace, name })));
  return logs.join('');
}
