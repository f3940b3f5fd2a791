import { Failure } from '../../failure.ts';
import { summarize } from '../count/summary.ts';
import type { DrillReport, DrillRun, Fault } from '../types.ts';
import { DrillKeys } from '../write/keys.ts';
import { runOnce } from './once.ts';
import type { DrillWatch, Scene } from './scene.ts';
import { until } from './until.ts';

const patienceMs = 3000;
const usualWriters = 4;

export interface DrillPlan {
  /** What was asked for. */
  fault: Fault;
  /** What each run does. */
  faults: readonly Exclude<Fault, 'random'>[];
  /** The target of each fault, milliseconds. */
  targetOf(fault: Exclude<Fault, 'random'>): number;
  seed?: number | undefined;
  /** Clients that write. Default 4, in a cluster two for each shard at least. */
  writers?: number;
  /** Milliseconds that `external` waits for a failover. */
  waitMs?: number | undefined;
}

/**
 * Runs one fault after the other, each on an instance that is whole. Rejects with `unhealthy` where it is not. When the watch
 * ends it, everything is mended and removed too; it rejects where no run was finished, and reports those that were.
 */
export async function drill(scene: Scene, plan: DrillPlan, watch: DrillWatch): Promise<DrillReport> {
  const started = new Date().toISOString();
  await requireHealthy(scene, plan.fault, watch.signal);
  const { writers = Math.max(usualWriters, 2 * (await shardsOf(scene))) } = plan;
  const keys = await DrillKeys.claim(scene.at, writers);
  const runs: DrillRun[] = [];
  try {
    for (const [i, fault] of plan.faults.entries()) {
      const run = await runOnce(
        scene,
        {
          fault,
          target_ms: plan.targetOf(fault),
          writers,
          number: i + 1,
          of: plan.faults.length,
          waitMs: plan.waitMs,
        },
        keys,
        watch,
      ).catch((error: Error) => {
        // The runs before are worth telling.
        if (!watch.signal.aborted || error instanceof Failure || runs.length === 0) throw error;
        return undefined;
      });
      if (run) runs.push(run);
      if (watch.signal.aborted) break;
    }
  } finally {
    if (!(await keys.release())) {
      watch.say(
        "Nobody took the order to remove the drill's keys, redis-ha:drill:*; they expire within an hour.",
      );
    }
  }
  const { stack, backend, instance, profile } = scene;
  return {
    stack,
    backend,
    instance,
    profile,
    tls: scene.at.connection.tls.enabled,
    writers,
    started,
    fault: plan.fault,
    target_ms: Math.max(...plan.faults.map((fault) => plan.targetOf(fault))),
    ...summarize(runs),
    runs,
    ...(plan.seed !== undefined && { seed: plan.seed }),
  };
}

async function shardsOf({ at, status }: Scene): Promise<number> {
  if (at.connection.topology !== 'cluster') return 1;
  return (await status()).nodes.filter(({ role }) => role === 'primary').length;
}

async function requireHealthy({ status, instance }: Scene, fault: Fault, signal: AbortSignal): Promise<void> {
  // What somebody else does to it is no business of ours.
  if (fault === 'external') return;
  let problems: readonly string[] = [];
  // A busy machine may leave one look unanswered.
  const look = async () => {
    const found = await status();
    problems = found.problems;
    return found.healthy;
  };
  if (await until(look, patienceMs, signal, 250)) return;
  const list = problems.map((problem) => `\n  ${problem}`).join('');
  throw new Failure('unhealthy', `${instance} is not healthy, so a drill would show nothing new:${list}`, {
    problems,
  });
}
