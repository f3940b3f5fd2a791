// The way from outside the cluster to an instance whose addresses mean something only inside.

import type { Deployment, Endpoint, Reach } from '../backend.ts';
import { ClusterApi, type Forwarded, forward } from './api/index.ts';
import { planNamed } from './deployed.ts';
import { dataPort, sentinelPort, sentinelsOf, serversOf } from './plan.ts';

/**
 * A port on loopback for each server and Sentinel, led through the API server. Certificates are valid for loopback, so
 * clients check them as they do inside.
 */
export async function openReach(
  deployment: Deployment,
  instance: string,
  signal: AbortSignal,
): Promise<Reach> {
  const plan = planNamed(deployment, instance);
  const { namespace } = plan.own;
  const api = new ClusterApi(plan.own.context ?? '');
  const members = [
    ...serversOf(plan).map((member) => ({ ...member, port: dataPort })),
    ...sentinelsOf(plan).map((member) => ({ ...member, port: sentinelPort })),
  ];
  await api.requireForwarding(namespace);
  signal.throwIfAborted();
  const ways = new Map<string, Forwarded>();
  for (const { pod, host, port } of members)
    ways.set(`${host}:${port}`, await forward(api.config, namespace, pod, port));
  const natMap: Record<string, Endpoint> = Object.fromEntries(
    [...ways].map(([announced, { host, port }]) => [announced, { host, port }]),
  );
  return {
    natMap,
    close: async () => {
      await Promise.all([...ways.values()].map((way) => way.close()));
    },
  };
}
