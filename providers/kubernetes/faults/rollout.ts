import { setTimeout as sleep } from 'node:timers/promises';
import type { V1StatefulSet } from '@kubernetes/client-node';
import type { Watched } from '../../backend.ts';
import { ClusterApi } from '../api/index.ts';
import { isCluster, type Plan, shardSetName } from '../plan.ts';

/** For one pod: its hand-over, its end, its start, and the time it must be ready before the next goes. */
const limitOfOneMs = 180_000;
const everyMs = 1000;

/** Has every server and then every Sentinel made anew, one after the other; answers when it began. */
export async function rollOut(plan: Plan, watched: Watched): Promise<number> {
  const api = new ClusterApi(plan.own.context ?? '');
  const at = Date.now();
  const sets = isCluster(plan)
    ? plan.shards.map((shard) => shardSetName(plan, shard))
    : [plan.data, plan.sentinel];
  for (const set of sets) await restart(api, plan.own.namespace, set, watched);
  return at;
}

async function restart(
  api: ClusterApi,
  namespace: string,
  set: string,
  { progress, signal }: Watched,
): Promise<void> {
  progress(`${set} restarts, one pod after the other`);
  const { spec, metadata } = await api.restart(namespace, set);
  const until = Date.now() + limitOfOneMs * (spec?.replicas ?? 1);
  while (Date.now() < until) {
    if (isDone(await api.statefulSet(namespace, set), metadata?.generation ?? 0)) return;
    await sleep(everyMs, undefined, { signal });
  }
  throw new Error(`${set} was not restarted in time: \`redis-ha status\` says which pod is not ready.`);
}

function isDone({ spec, status }: V1StatefulSet, generation: number): boolean {
  if ((status?.observedGeneration ?? 0) < generation) return false;
  return status?.currentRevision === status?.updateRevision && status?.readyReplicas === spec?.replicas;
}
