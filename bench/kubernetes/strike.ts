import { CoreV1Api } from '@kubernetes/client-node';
import type { Cluster } from '../../tests/live/kubernetes/cluster/index.ts';
import { drain, uncordon } from '../../tests/live/kubernetes/instance/index.ts';
import { until } from '../../tests/local/until.ts';
import type { Deployed } from './systems/index.ts';
import type { Fault } from './types.ts';
import { areRolledOut, rollOut } from './workloads.ts';

/** A frozen server wakes so long after another took over, or after the limit. */
const wakeMs = 5000;
const frozenMs = 30_000;
const goneMs = 120_000;
const backMs = 60_000;

/** What is done meanwhile: resolves when there is nothing more to do but wait. */
export type Blow = (cluster: Cluster, deployed: Deployed, primary: string) => Promise<void>;

export const blows: Readonly<Record<Exclude<Fault, 'apply'>, Blow>> = {
  planned: (_, deployed) => deployed.handOver(),

  async kill(cluster, { namespace, server }, pod) {
    await cluster.pods.signal({ namespace, pod }, server, 'SIGKILL');
  },

  async pod(cluster, { namespace }, name) {
    await cluster.config
      .makeApiClient(CoreV1Api)
      .deleteNamespacedPod({ namespace, name, gracePeriodSeconds: 0 });
  },

  async freeze(cluster, deployed, pod) {
    const { namespace, server } = deployed;
    await cluster.pods.signal({ namespace, pod }, server, 'SIGSTOP');
    const isReplaced = async () => {
      const other = await deployed.primary().catch(() => pod);
      return other !== pod;
    };
    await until(isReplaced, 'another is primary', frozenMs).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, wakeMs));
    // The kubelet may have ended it meanwhile.
    await cluster.pods.signal({ namespace, pod }, server, 'SIGCONT').catch(() => undefined);
  },

  /** Every pod of the system at once, gracefully. */
  async restart(cluster, { namespace }) {
    const core = cluster.config.makeApiClient(CoreV1Api);
    const old = new Set((await cluster.pods.list(namespace)).map(({ metadata }) => metadata?.uid));
    await core.deleteCollectionNamespacedPod({ namespace });
    const areGone = async () =>
      (await cluster.pods.list(namespace)).every(({ metadata }) => !old.has(metadata?.uid));
    await until(areGone, 'every pod has ended', goneMs);
  },

  rolling: (cluster, { namespace }) => rollOut(cluster, namespace),

  async drain(cluster, deployed) {
    for (const { name } of cluster.nodes) {
      await drain(cluster, name);
      await uncordon(cluster, name);
      // As a person does it who drains the next one when the pods are back. Not all are, of every system.
      const areBack = () => areRolledOut(cluster, deployed.namespace);
      await until(areBack, 'the pods are back', backMs).catch(() => undefined);
    }
  },
};
