import { stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { requireDeployed } from '../deployed.ts';
import { refuseProduction } from '../drill/guard.ts';
import { draw, drawn, openScene, drill as runDrill, targetFor } from '../drill/index.ts';
import { profileOf } from '../drill/profile.ts';
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
  /** Seconds that `external` waits. */
  for: number;
  instance?: string;
  html?: string;
  yesReally: boolean;
}

const harm = 'a drill takes its primary away';

/** Breaks something on purpose and counts what an application would have noticed. Exit 4 where a target is missed. */
export async function drill(options: DrillOptions): Promise<number> {
  const { stack, json } = options;
  refuseProduction(options, false, harm);
  await requireFolderFor(options.html);
  const opened = await requireDeployed(options);
  const target = await findTarget(opened, stack, options.instance);
  refuseProduction(options, target.inputs.protect === true, harm);
  const profile = profileOf(target);
  const seed = options.fault === 'random' ? (options.seed ?? 1 + Math.floor(Math.random() * 1e6)) : undefined;
  const view = showDrill(json);
  const { report, interrupted } = await interruptible(async (signal) => {
    const { scene, close } = await openScene(opened, target, profile, signal);
    try {
      if (seed !== undefined) view.say(`Faults drawn with --seed ${seed}`);
      const plan = {
        fault: options.fault,
        faults: faultsOf(options, target, seed),
        targetOf: (fault: Exclude<Fault, 'random'>) =>
          options.targetMs ?? targetFor(target.backend, profile, fault),
        seed,
        waitMs: options.for * 1000,
      };
      const report = await runDrill(scene, plan, { ...view, signal });
      return { report, interrupted: signal.aborted };
    } catch (error) {
      if (!signal.aborted || error instanceof Failure) throw error;
      throw new Failure(
        'interrupted',
        'Interrupted; what was broken is mended, what was written is removed.',
      );
    } finally {
      await close();
    }
  }, view.say).finally(view.end);
  await print(report, options);
  if (interrupted) return exits.interrupted;
  return report.ok ? exits.done : exits.missed;
}

/** Found out before anything is broken, not after. */
async function requireFolderFor(html: string | undefined): Promise<void> {
  if (html === undefined) return;
  const folder = dirname(resolve(html));
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory())
    throw new Failure('usage', `There is no folder ${folder} for the page of --html.`);
}

/** What each run does. Fails with `usage` where the backend cannot do it. */
function faultsOf(
  { fault, runs }: DrillOptions,
  { backend, operations: { faults = [] } }: Target,
  seed: number | undefined,
): Exclude<Fault, 'random'>[] {
  if (fault === 'external') return Array.from({ length: runs }, () => fault);
  const can =
    fault === 'random' ? drawn.filter((one) => faults.includes(one)) : faults.filter((one) => one === fault);
  if (can.length > 0) return draw(can, runs, seed ?? 0);
  const list = faults.length > 0 ? `${faults.join(', ')} and external` : 'external only';
  throw new Failure(
    'usage',
    `Backend ${backend} cannot do --fault ${fault}; it can do ${list}: then trigger it yourself.`,
    { faults: [...faults, 'external'] },
  );
}

async function print(report: DrillReport, { json, html }: DrillOptions): Promise<void> {
  if (html !== undefined) {
    const { htmlReport } = await import('../drill/report/page/index.ts');
    await writeFile(html, htmlReport(report));
  }
  if (json) return printJson(report);
  const { drawsUnicode, terminalReport } = await import('../drill/report/index.ts');
  const text = terminalReport(report, {
    colors: colorsOf(process.stdout),
    width: process.stdout.columns || 100,
    unicode: drawsUnicode(process.env),
  });
  process.stdout.write(text);
  if (html !== undefined) process.stdout.write(`The page is in ${html}\n`);
}
