import type { FaultName, Injected, InstanceStatus } from '../../../providers/backend.ts';
import { leftAt } from '../count/gaps.ts';
import { countRun } from '../count/index.ts';
import { isHarmless } from '../kinds.ts';
import type { DrillRun } from '../types.ts';
import type { DrillKeys } from '../write/keys.ts';
import type { DrillWatch, Scene } from './scene.ts';
import { type RunPlan, Stage } from './stage.ts';

/** Steady writing before the fault, so that there is something to lose. */
const steadyMs = 1000;
const firstWriteMs = 15_000;
/** How long a failover may take before it counts as one that never came. */
const recoveryMs = 60_000;
/** After a promotion: how long the Sentinels may take to agree on it. */
const switchMs = 5000;
/** A second, false failover begins when the Sentinels have lost sight of the new primary: seen within a second or two. */
const watchMs = 4000;
const wholeMs = 60_000;
/** A machine boots first. */
const wholeAfterBootMs = 600_000;
/** How long a Sentinel or replica is gone before it is brought back. */
const absenceMs = 2000;

/** One fault, from steady writes to an instance that is whole again, and what came of it. */
export async function runOnce(
  scene: Scene,
  plan: RunPlan,
  keys: DrillKeys,
  watch: DrillWatch,
): Promise<DrillRun> {
  const stage = new Stage(scene, plan, keys, watch);
  try {
    return await run(stage);
  } finally {
    await stage.close();
  }
}

async function run(stage: Stage): Promise<DrillRun> {
  const { plan, keys, writers, events, masterName, troubles } = stage;
  await steady(stage);
  const before = stage.isCluster ? await stage.scene.status() : undefined;
  stage.settleIn();
  const [since, usual] = [Date.now(), writers.node];
  const injected = await strike(stage, since, usual);
  await recover(stage, injected?.at ?? since);
  const from = before ? struckIn(before, stage) : usual;
  const at = injected?.at ?? leftAt(writers.writes, since, from);
  const backAt = await mend(stage, injected);
  await watchOn(stage, at);
  const until = Date.now();
  stage.doing = 'counting';
  await writers.stop();
  const stored = await keys.stored();
  await keys.clear();
  return countRun({
    fault: plan.fault,
    target_ms: plan.target_ms,
    writes: writers.writes,
    stored,
    events: events.all,
    masterName,
    at,
    until,
    from,
    promotedAt: injected?.promotedAt,
    backAt,
    troubles,
  });
}

/** The primary, of a cluster's several, that the run is about. */
function struckIn({ nodes }: InstanceStatus, { injected, moved, writers, plan }: Stage): string | null {
  const strikesOne = !isHarmless(plan.fault) && plan.fault !== 'rolling';
  const node = strikesOne ? nodes.find(({ name }) => name === injected?.target) : undefined;
  return node ? `${node.host}:${node.port}` : (moved?.from ?? writers.node);
}

async function steady(stage: Stage): Promise<void> {
  const began = await stage.until(() => stage.writers.nodes.every((node) => node !== null), firstWriteMs);
  if (!began) {
    throw new Error(`No write was acknowledged within ${firstWriteMs / 1000} s: there is nothing to drill.`);
  }
  await stage.keys.expire();
  const end = Date.now() + steadyMs;
  await stage.until(() => Date.now() > end, steadyMs);
}

/** Strikes; for `external`, waits until somebody else has. */
async function strike(stage: Stage, since: number, from: string | null): Promise<Injected | undefined> {
  const { fault, number, of, waitMs = Number.POSITIVE_INFINITY } = stage.plan;
  const { say, signal } = stage.watch;
  const which = of > 1 ? `Run ${number} of ${of}: ` : '';
  if (fault !== 'external') {
    stage.doing = fault === 'planned' ? 'handing over' : 'striking';
    stage.injected = await stage.scene.strike(fault, { progress: () => undefined, signal });
    say(`${which}${stage.injected.target} ${struck[fault]}`);
    return stage.injected;
  }
  stage.doing = 'waiting for a failover that somebody else causes';
  say(`${which}${stage.doing}; the primary is ${from ?? 'not known'}`);
  await stage.until(() => hasMoved(stage, since), waitMs);
  return undefined;
}

function hasMoved(stage: Stage, since: number): boolean {
  return stage.moved !== undefined || stage.failovers(since).length > 0;
}

async function recover(stage: Stage, at: number): Promise<void> {
  const { fault } = stage.plan;
  if (isHarmless(fault)) {
    stage.doing = 'writing on';
    await stage.until(() => Date.now() > at + absenceMs, absenceMs);
    return;
  }
  // It is over by now: the role went from one to the next, back to the first perhaps.
  if (fault === 'rolling') return;
  if (fault === 'external' && !hasMoved(stage, at)) return;
  stage.doing = 'waiting for the first write on another server';
  if (await stage.until(() => stage.moved !== undefined, recoveryMs)) {
    stage.watch.say(`Writes go to ${stage.moved?.to} now`);
    await stage.until(() => stage.failovers(at).length > 0, stage.masterName ? switchMs : 0);
  } else if (!stage.watch.signal.aborted) {
    stage.troubles.push(`No other server had acknowledged a write ${recoveryMs / 1000} s after the fault.`);
  }
}

/** Brings back what the fault took and waits until the instance is whole; answers when the old primary was. */
async function mend(stage: Stage, injected: Injected | undefined): Promise<number | undefined> {
  const { say, signal } = stage.watch;
  stage.doing = injected ? `bringing ${injected.target} back` : 'waiting until it is healthy';
  await injected?.heal({ progress: () => undefined, signal });
  let last: InstanceStatus | undefined;
  let backAt: number | undefined;
  const look = async () => {
    last = await stage.scene.status();
    if (injected && isReplica(last, injected.target)) backAt ??= Date.now();
    return last.healthy;
  };
  const limitMs = stage.plan.fault === 'node' ? wholeAfterBootMs : wholeMs;
  if (await stage.until(look, limitMs, 250)) {
    say(injected ? `${injected.target} is back, the instance is healthy` : 'The instance is healthy');
  } else if (!signal.aborted) {
    stage.troubles.push(`Not healthy again after ${limitMs / 1000} s: ${last?.problems.join(' ')}`);
  }
  return isHarmless(stage.plan.fault) ? undefined : backAt;
}

/** Until a second failover would have been seen. */
async function watchOn(stage: Stage, at: number): Promise<void> {
  stage.doing = 'watching for a second failover';
  const switched = stage.failovers(at)[0]?.at ?? at;
  // What comes back may cause one too.
  const end = Math.max(switched + watchMs, Date.now() + watchMs / 4);
  await stage.until(() => Date.now() > end, end - Date.now());
}

const struck: Readonly<Record<FaultName, string>> = {
  kill: 'was killed',
  freeze: 'was frozen',
  planned: 'handed over',
  sentinel: 'was killed',
  replica: 'was killed',
  node: 'went down with its machine',
  rolling: 'and every other member were restarted',
};

function isReplica({ nodes }: InstanceStatus, name: string): boolean {
  return nodes.some((node) => node.name === name && node.role === 'replica' && node.link === 'up');
}
