import { isSudden } from '../kinds.ts';
import type { DrillReport, DrillRun, PhaseName } from '../types.ts';
import { longestStep, stepsOf } from './measures.ts';
import { duration, phaseWords, printable, shortfalls } from './words.ts';

/** The first sentence: did it hold, and by what figures. */
export function verdict(report: DrillReport): string {
  const { runs } = report;
  const [first] = runs;
  if (first === undefined) return 'No run was finished.';
  const missed = runs.filter((run) => !run.ok);
  if (runs.length === 1) return single(report, first);
  const mixed = new Set(runs.map((run) => run.fault)).size > 1;
  const figures = mixed
    ? ''
    : `median ${duration(report.median_ms)}, ${slowest(report)}${targetOf(report)}, `;
  if (missed.length === 0 && report.ok) return `All ${runs.length} runs held: ${figures}${safety(runs)}.`;
  return `${missed.length} of ${runs.length} runs missed: ${figures}${safety(runs)}.`;
}

/** Sentences for who has to find out why: which run, by how much, what to look at. */
export function explanations({ runs }: DrillReport): string[] {
  return runs.flatMap((run, i) => {
    if (run.ok) return [];
    const told = run.problems.map(printable);
    const what = told.length > 0 ? told.join(' ') : `Missed: ${shortfalls(run).join(', ')}.`;
    return [[`Run ${i + 1} (${run.fault}). ${what}`, ...hints(run)].join(' ')];
  });
}

function single(report: DrillReport, run: DrillRun): string {
  const target = `target ${duration(run.target_ms)}`;
  if (run.recovery_ms === null) return `No write was acknowledged again (${target}), ${safety([run])}.`;
  const began = isSudden(run.fault)
    ? `Writes were acknowledged again after ${duration(run.recovery_ms)}`
    : `The longest time without an acknowledged write was ${duration(run.recovery_ms)}`;
  const also = report.ok || !run.ok ? '' : ', and yet the drill was not ok';
  return `${began} (${target}), ${safety([run])}${also}.`;
}

function safety(runs: DrillRun[]): string {
  const lost = runs.reduce((sum, run) => sum + run.lost, 0);
  const seconds = runs.filter((run) => run.second_failover).length;
  const loss =
    lost === 0
      ? 'nothing acknowledged was lost'
      : `${lost} acknowledged ${lost === 1 ? 'write' : 'writes'} lost`;
  return seconds === 0 ? loss : `${loss}, an unwanted failover${runs.length > 1 ? ` in ${seconds}` : ''}`;
}

function slowest({ runs, worst_ms }: DrillReport): string {
  const never = runs.filter((run) => run.recovery_ms === null).length;
  return never > 0 ? `${never} never back` : `slowest ${duration(worst_ms)}`;
}

function targetOf({ runs }: DrillReport): string {
  const targets = new Set(runs.map((run) => run.target_ms));
  return targets.size === 1 ? `, target ${duration([...targets][0] ?? 0)}` : '';
}

/** What decides how long a step takes, for who looks for the cause of a long one. */
const causes: Partial<Record<PhaseName, string>> = {
  'subjectively-down': 'down-after-milliseconds of the profile decides it',
  'objectively-down': 'look whether every Sentinel is up and reaches the primary',
  'leader-elected': 'look in the logs of the Sentinels for votes that were split or refused',
  promoted: 'look in the log of the new primary, and whether a replica was fit to be promoted',
  'first-write': 'look at the clients: whether they reach the Sentinels and the new primary',
};

function hints(run: DrillRun): string[] {
  return [
    ...whereItHung(run),
    ...(run.lost > 0
      ? [
          'Look which node acknowledged what is gone: a stale primary, or one that died before it had sent it on.',
        ]
      : []),
    ...(run.second_failover
      ? ['Look in the logs of the Sentinels for who called the primary down, and why.']
      : []),
  ];
}

function whereItHung(run: DrillRun): string[] {
  const steps = stepsOf(run);
  if (run.recovery_ms === null) {
    const last = steps.findLast((step) => step.name !== 'fault');
    const seen = last
      ? `The last that was seen of it: ${phaseWords[last.name]}, ${duration(last.at)} after the fault.`
      : 'No Sentinel called the primary down.';
    return [seen, 'See who is primary now with: npx redis-ha status.'];
  }
  const step = longestStep(run);
  const cause = step && causes[step.name];
  if (run.recovery_ms <= run.target_ms || !step || !cause) return [];
  const before = steps.findLast((one) => one.at <= step.at && one.name !== step.name);
  const from = before ? `${phaseWords[before.name]} to ` : '';
  return [`Longest step: ${from}${phaseWords[step.name]}, ${duration(step.took)}; ${cause}.`];
}
