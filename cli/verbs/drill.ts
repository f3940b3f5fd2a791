import { access, constants, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { alone } from '../alone.ts';
import { type Opened, requireDeployed } from '../deployed.ts';
import { refuseProduction } from '../drill/guard.ts';
import { type DrillPlan, draw, drawn, openScene, drill as runDrill, targetFor } from '../drill/index.ts';
import { machinesBy } from '../drill/machine.ts';
import { profileOf, topologyOf } from '../drill/profile.ts';
import type { DrillReport, Fault } from '../drill/types.ts';
import { showDrill } from '../drill/watch/show.ts';
import { exits, Failure } from '../failure.ts';
import { interruptible } from '../interrupt.ts';
import { findTarget, type Target } from '../look.ts';
import type { CommonOptions } from '../options.ts';
import { colorsOf, printJson } from '../show/index.ts';

export interface DrillOptions extends CommonOptions {
  fault: Fault;
  runs: number;
  targetMs?: number;
  seed?: number;
  /** Seconds that `external` waits. Default 900. */
  for?: number;
  /** Commands for the shell; see drill/machine.ts. */
  nodeDown?: string;
  nodeUp?: string;
  instance?: string;
  html?: string;
  yesReally: boolean;
}

/** Seconds that `external` waits for a failover. */
const usualWait = 900;

/** Breaks something on purpose and counts what an application would have noticed. Exit 4 where a target is missed. */
export async function drill(options: DrillOptions): Promise<number> {
  const { stack, fault } = options;
  refuseIdle(options);
  refuseProduction(options, false, harmOf(fault));
  await requirePlaceFor(options.html);
  const opened = await requireDeployed(options);
  const target = await findTarget(opened, stack, options.instance);
  refuseProduction(options, target.inputs.protect === true, harmOf(fault));
  const plan = planOf(options, target);
  const run = () => watched(opened, target, plan, options);
  // Somebody else's failover may be a `redis-ha failover`.
  const { report, interrupted } = await (fault === 'external' ? run() : alone(opened, stack, 'a drill', run));
  await print(report, options);
  if (interrupted) return exits.interrupted;
  return report.ok ? exits.done : exits.missed;
}

function planOf(options: DrillOptions, target: Target): DrillPlan {
  const { fault, targetMs, for: seconds = usualWait } = options;
  const profile = profileOf(target);
  const seed = fault === 'random' ? (options.seed ?? 1 + Math.floor(Math.random() * 1e6)) : undefined;
  return {
    fault,
    faults: faultsOf(options, target, seed),
    targetOf: (one) => targetMs ?? targetFor(target.backend, profile, one, topologyOf(target)),
    seed,
    waitMs: seconds * 1000,
  };
}

/** The drill itself, shown while it runs; at Ctrl-C what was finished, failing with `interrupted` where nothing was. */
async function watched(
  opened: Opened,
  target: Target,
  plan: DrillPlan,
  { json, nodeDown, nodeUp }: DrillOptions,
): Promise<{ report: DrillReport; interrupted: boolean }> {
  const view = showDrill(json);
  const mended = plan.fault === 'external' ? '' : 'what was broken is mended, ';
  const ended = `Interrupted; ${mended}what was written is removed.`;
  return await interruptible(async (signal) => {
    const machines =
      nodeDown !== undefined && nodeUp !== undefined ? machinesBy(nodeDown, nodeUp) : undefined;
    const { scene, close } = await openScene(opened, target, profileOf(target), signal, machines);
    try {
      if (plan.seed !== undefined) view.say(`Faults drawn with --seed ${plan.seed}`);
      const report = await runDrill(scene, plan, { ...view, signal });
      if (signal.aborted) view.say(ended);
      return { report, interrupted: signal.aborted };
    } catch (error) {
      if (!signal.aborted || error instanceof Failure) throw error;
      throw new Failure('interrupted', ended);
    } finally {
      await close();
    }
  }, view.say).finally(view.end);
}

/** What would happen to a stack that people depend on. */
function harmOf(fault: Fault): string {
  return fault === 'external' ? 'a drill writes to it' : 'a drill takes its primary away';
}

/** A flag that would do nothing was meant to do something, and one that is missing too. */
function refuseIdle({ fault, seed, for: seconds, nodeDown, nodeUp }: DrillOptions): void {
  if (fault !== 'node' && (nodeDown !== undefined || nodeUp !== undefined))
    throw new Failure(
      'usage',
      `--node-down and --node-up are for --fault node; --fault ${fault} touches no machine.`,
    );
  if (fault === 'node' && (nodeDown === undefined || nodeUp === undefined))
    throw new Failure(
      'usage',
      '--fault node takes a machine away, which only who owns it can do. Say how with --node-down and --node-up: ' +
        'commands for the shell that end when it is done, with the name of the machine in $NODE. Or take it away ' +
        'yourself while --fault external writes and counts.',
    );
  if (seed !== undefined && fault !== 'random')
    throw new Failure('usage', `--seed repeats what --fault random drew; --fault ${fault} draws nothing.`);
  if (seconds !== undefined && fault !== 'external')
    throw new Failure(
      'usage',
      `--for is how long --fault external waits; --fault ${fault} waits for nobody.`,
    );
}

/** Found out before anything is broken, not after. */
async function requirePlaceFor(html: string | undefined): Promise<void> {
  if (html === undefined) return;
  const file = resolve(html);
  const folder = dirname(file);
  const isWritable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!isWritable) throw new Failure('usage', `There is no folder ${folder} to write the page of --html to.`);
  const there = await stat(file).catch(() => undefined);
  if (there?.isDirectory()) throw new Failure('usage', `${file} is a folder; --html names a file.`);
}

/** What each run does. Fails with `usage` where the backend cannot do it. */
function faultsOf(
  { fault, runs }: DrillOptions,
  target: Target,
  seed: number | undefined,
): Exclude<Fault, 'random'>[] {
  const { backend, operations } = target;
  const hasSentinels = topologyOf(target) === 'replicated';
  const faults = (operations.faults ?? []).filter((one) => hasSentinels || one !== 'sentinel');
  if (fault === 'external') return Array.from({ length: runs }, () => fault);
  const can =
    fault === 'random' ? drawn.filter((one) => faults.includes(one)) : faults.filter((one) => one === fault);
  if (can.length > 0) return draw(can, runs, seed ?? 0);
  const list = faults.length > 0 ? `${faults.join(', ')} and external` : 'external only';
  throw new Failure(
    'usage',
    `Backend ${backend}${hasSentinels ? '' : ' with topology cluster'} cannot do --fault ${fault}; it can do ${list}: then trigger it yourself.`,
    { faults: [...faults, 'external'] },
  );
}

async function print(report: DrillReport, { json, html }: DrillOptions): Promise<void> {
  if (json) {
    await writePage(report, html);
    return printJson(report);
  }
  const { drawsUnicode, terminalReport } = await import('../drill/report/index.ts');
  const text = terminalReport(report, {
    colors: colorsOf(process.stdout),
    width: process.stdout.columns || 100,
    unicode: drawsUnicode(process.env),
  });
  process.stdout.write(text);
  await writePage(report, html);
  if (html !== undefined) process.stdout.write(`The page is in ${html}\n`);
}

async function writePage(report: DrillReport, html: string | undefined): Promise<void> {
  if (html === undefined) return;
  const { htmlReport } = await import('../drill/report/page/index.ts');
  await writeFile(html, htmlReport(report));
}
