import { setTimeout as sleep } from 'node:timers/promises';
import type { Deployment, FaultName, Injected, Machines, Watched } from '../../backend.ts';
import { once } from '../../once.ts';
import { ClusterApi, type Place } from '../api/index.ts';
import { planNamed } from '../deployed.ts';
import { askServer, primaryNow } from '../look/index.ts';
import { dataPort, isCluster, type Member, type Plan, sentinelsOf, serversOf } from '../plan.ts';
import { failOver } from './failover.ts';
import { revive, runOf } from './revive.ts';
import { rollOut } from './rollout.ts';
import { signal } from './signal.ts';

/** How long a woken primary believes in itself before anything else is done: time to do the harm that is looked for. */
const staleMs = 2000;

/** See BackendOperations.inject. */
export async function strike(
  deployment: Deployment,
  instance: string,
  fault: FaultName,
  { machines, ...watched }: Watched & { machines?: Machines | undefined },
): Promise<Injected> {
  const plan = planNamed(deployment, instance);
  if (fault === 'planned') {
    const { from, pausedAt, promotedAt } = await failOver(plan, watched);
    return { at: pausedAt, promotedAt, target: from.name, heal: async () => undefined };
  }
  if (fault === 'rolling') {
    const at = await rollOut(plan, watched);
    return { at, target: plan.data, heal: async () => undefined };
  }
  const api = new ClusterApi(plan.own.context ?? '');
  if (fault === 'node') return loseNode(api, plan, machines);
  const place = await victimOf(api, plan, fault);
  const run = await runOf(api, place);
  if (fault === 'freeze') {
    const at = await signal(api, place, 'STOP');
    return { at, target: place.pod, heal: once((healing) => wake(api, place, healing)) };
  }
  const at = await signal(api, place, 'KILL');
  return { at, target: place.pod, heal: once((healing) => revive(api, place, run, healing)) };
}

/** The machine of the primary. It has gone when `down` is done, or any time before. */
async function loseNode(api: ClusterApi, plan: Plan, machines: Machines | undefined): Promise<Injected> {
  const { pod } = await primaryNow(api, plan);
  const node = (await api.pod(plan.own.namespace, pod))?.spec?.nodeName;
  if (node === undefined) throw new Error(`${pod} stands on no machine.`);
  if (!machines) throw new Error(`Nobody said how ${node} can be taken away.`);
  const at = Date.now();
  await machines.down(node);
  return { at, target: pod, heal: once(() => machines.up(node)) };
}

/** The container whose server a fault is meant for. */
async function victimOf(api: ClusterApi, plan: Plan, fault: FaultName): Promise<Place> {
  const { namespace } = plan.own;
  const primary = await primaryNow(api, plan);
  switch (fault) {
    case 'kill':
    case 'freeze':
      return { namespace, pod: primary.pod, container: 'redis' };
    case 'replica':
      return { namespace, pod: (await replicaOf(api, plan, primary)).pod, container: 'redis' };
    case 'sentinel':
      if (isCluster(plan)) throw new Error('A cluster has no Sentinels that could be struck.');
      return { namespace, pod: sentinelsOf(plan)[0]?.pod ?? '', container: 'sentinel' };
    default:
      throw new Error(
        `Backend kubernetes cannot do fault ${fault}: do it yourself while \`--fault external\` runs.`,
      );
  }
}

async function replicaOf(api: ClusterApi, plan: Plan, primary: Member): Promise<Member> {
  for (const member of serversOf(plan)) {
    if (member.pod === primary.pod) continue;
    const answer = await askServer(api, plan.own.namespace, member.pod, dataPort);
    if (answer?.role === 'replica' && answer.link === 'up') return member;
  }
  throw new Error('There is no replica that answers, so none can be struck.');
}

/** One that the kubelet has ended meanwhile, because its probe was not answered, needs no waking. */
async function wake(api: ClusterApi, place: Place, { progress, signal: aborted }: Watched): Promise<void> {
  const woken = await signal(api, place, 'CONT').then(
    () => true,
    () => false,
  );
  if (!woken) return revive(api, place, undefined, { progress, signal: aborted });
  progress(`${place.pod} wakes and takes itself for the primary`);
  await sleep(staleMs, undefined, { signal: aborted }).catch(() => undefined);
}
