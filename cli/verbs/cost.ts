import { billOf, compare, type Load, NoPrice, needsOf, type Use } from '../../cost/index.ts';
import { billText } from '../cost/bill.ts';
import { comparisonText } from '../cost/comparison.ts';
import { type LoadFlags, loadOf } from '../cost/flags.ts';
import { stackResources } from '../cost/stackResources.ts';
import { exits, Failure } from '../failure.ts';
import { openProject, requireStack } from '../project.ts';
import { colorsOf, printJson } from '../show/index.ts';
import { stated } from '../stated.ts';

export interface CostOptions {
  /** Absent: every backend is compared. */
  stack?: string;
  json: boolean;
  replicas: number;
  machinePrice?: number;
  nodePrice?: number;
}

/** Days that a snapshot is kept where backends are compared: the component's own default. */
const retentionDays = 7;

/** Estimates a month: of one stack as it is configured, or of every backend for a load. */
export async function cost({ stack, json, ...options }: CostOptions & LoadFlags): Promise<number> {
  const load = loadOf(options);
  const { machinePrice, nodePrice } = options;
  const use: Use = { needs: needsOf(load), machinePrice, nodePrice };
  try {
    if (stack === undefined) compareBackends(load, use, options.replicas, json);
    else await billStack(stack, load, use, json);
  } catch (error) {
    if (error instanceof NoPrice) throw new Failure('usage', error.message);
    throw error;
  }
  return exits.done;
}

function compareBackends(load: Load, use: Use, replicas: number, json: boolean): void {
  const comparison = compare(use, { replicas, retentionDays }, (args) => stated(args).violated);
  if (json) printJson({ currency: 'USD', per: 'month', load, ...comparison });
  else process.stdout.write(`${comparisonText(colorsOf(process.stdout), load.dau, comparison)}\n`);
}

async function billStack(stack: string, load: Load, use: Use, json: boolean): Promise<void> {
  const project = await openProject();
  await requireStack(project, stack);
  const bill = billOf(await stackResources(project, stack), use);
  if (json) {
    printJson({ stack, currency: 'USD', per: 'month', load, needs: use.needs, ...bill });
    return;
  }
  const title = `A month of stack ${stack} with ${load.dau.toLocaleString('en-US')} daily users, list prices in US dollars`;
  process.stdout.write(`${billText(colorsOf(process.stdout), title, bill)}\n`);
}
