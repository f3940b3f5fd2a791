import { setTimeout as sleep } from 'node:timers/promises';
import type { Deployment, FaultName, Injected, Watched } from '../../backend.ts';
import { once } from '../../once.ts';
import { type ClusterView, lookAtCluster, type Reporting, reporting } from '../cluster/index.ts';
import { openDeployed } from '../deployed.ts';
import { type Group, type GroupView, Links, look, readProcess } from '../group/index.ts';
import { topologyOf } from '../layout.ts';
import { livenessOf } from '../process/index.ts';
import { failOver } from './failover.ts';
import { mend } from './mend.ts';
import { roll } from './roll.ts';

const linkDeadlineMs = 1000;
/** How long a woken primary believes in itself before it is told whom to follow: time to do the harm that is looked for. */
const staleMs = 2000;

/** See BackendOperations.inject. */
export async function strike(
  deployment: Deployment,
  instance: string,
  fault: FaultName,
  watched: Watched,
): Promise<Injected> {
  const group = await openDeployed(deployment, instance);
  if (fault === 'planned') return handOver(group, watched);
  if (fault === 'rolling') return roll(deployment, group, watched);
  const target = await victimIn(group, fault);
  const at = await signal(group, target, fault === 'freeze' ? 'SIGSTOP' : 'SIGKILL');
  return {
    at,
    target,
    heal: once(async (healing) => {
      if (fault === 'freeze') await wake(group, target, healing);
      await mend(deployment, group, target, healing);
    }),
  };
}

async function handOver(group: Group, watched: Watched): Promise<Injected> {
  const { from, pausedAt, promotedAt } = await failOver(group, watched);
  return { at: pausedAt, promotedAt, target: from.name, heal: async () => undefined };
}

async function victimIn(group: Group, fault: FaultName): Promise<string> {
  const links = new Links(linkDeadlineMs);
  try {
    return topologyOf(group.record) === 'cluster'
      ? nodeOf(await lookAtCluster(group, links), fault)
      : victimOf(await look(group, links), fault);
  } finally {
    links.close();
  }
}

/** Name of the process that a fault is meant for; of several that will do, any. */
function victimOf(view: GroupView, fault: FaultName): string {
  const role = fault === 'replica' ? 'replica' : 'primary';
  const candidates =
    fault === 'sentinel'
      ? view.sentinels.filter(({ report }) => report)
      : view.servers.filter(({ report }) => report?.role === role && !report.fenced);
  return anyOf(candidates, fault === 'sentinel' ? 'Sentinel' : role);
}

/** In a cluster: a primary that has slots, or a replica. */
function nodeOf(view: ClusterView, fault: FaultName): string {
  if (fault === 'sentinel') throw new Error('A cluster has no Sentinels, so none can be struck.');
  const role = fault === 'replica' ? 'replica' : 'primary';
  const serves = ({ report }: Reporting) =>
    report.role === role && (role === 'replica' || report.slots.length > 0);
  return anyOf(reporting(view).filter(serves), role);
}

function anyOf(candidates: readonly { name: string }[], what: string): string {
  const victim = candidates[Math.floor(Math.random() * candidates.length)];
  if (victim) return victim.name;
  throw new Error(`There is no ${what} that answers, so none can be struck.`);
}

/** To the process that was started as this member and no other; answers when. */
async function signal(group: Group, name: string, word: NodeJS.Signals): Promise<number> {
  const started = await readProcess(group, name);
  const runs = started && (await livenessOf(started.identity)) !== 'gone';
  if (runs && reached(started.identity.pid, word)) return Date.now();
  throw new Error(`${name} does not run any more: \`redis-ha status\` says what does.`);
}

/** False where it ended between the look and the signal. */
function reached(pid: number, word: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, word);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

/** A frozen process that was ended meanwhile, by an `up` perhaps, needs no waking. */
async function wake(group: Group, name: string, { progress, signal: aborted }: Watched): Promise<void> {
  const started = await readProcess(group, name);
  if (!started || (await livenessOf(started.identity)) !== 'frozen') return;
  if (!reached(started.identity.pid, 'SIGCONT')) return;
  progress(`${name} wakes and takes itself for the primary`);
  await sleep(staleMs, undefined, { signal: aborted }).catch(() => undefined);
}
