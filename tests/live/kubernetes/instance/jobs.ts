import { BatchV1Api } from '@kubernetes/client-node';
import { until } from '../../../local/until.ts';
import type { Cluster } from '../cluster/index.ts';

/** What a CronJob does at its time, now: as `kubectl create job --from=cronjob/NAME`. Resolves when it is done. */
export async function runNow(cluster: Cluster, namespace: string, cronJob: string): Promise<void> {
  const batch = cluster.config.makeApiClient(BatchV1Api);
  const name = `${cronJob}-now`;
  const { spec } = await batch.readNamespacedCronJob({ namespace, name: cronJob });
  const { spec: wanted } = spec?.jobTemplate ?? {};
  if (!wanted) throw new Error(`CronJob ${cronJob} has no template.`);
  await batch.createNamespacedJob({ namespace, body: { metadata: { name }, spec: wanted } });
  await done(cluster, namespace, name);
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
