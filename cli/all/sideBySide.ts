import { availableParallelism } from 'node:os';
import { billOf, NoPrice, needsOf, usualLoad } from '../../cost/index.ts';
import type { DeployResult, PolicyPackSource } from '../../engine/events.ts';
import type { Project } from '../../engine/project/index.ts';
import { configuredBackends } from '../configured.ts';
import { failureOf } from '../deploy.ts';
import { chooseEngine } from '../engines/index.ts';
import { Failure } from '../failure.ts';
import type { CommonOptions } from '../options.ts';
import { plain } from '../show/index.ts';
import { sum } from '../show/words.ts';

export interface StackPreview {
  stack: string;
  backends: readonly string[];
  engine: string;
  /** As far as it came; absent where it never began. */
  result?: DeployResult;
  failure?: Failure;
  /** USD a month for the usual load; absent where nothing was rendered or a price is missing. */
  usd?: number;
}

export interface Watching {
  signal: AbortSignal;
  /** Progress, a line for each stack. */
  say(line: string): void;
}

type Options = Omit<CommonOptions, 'stack'> & Watching & { packs: PolicyPackSource[] };

/**
 * Each stack has a program and a policy server of its own: a pack is told a stack's configuration when it starts. The
 * providers and the engine are this process. As many at once as there are cores, and one more while others wait.
 */
export async function sideBySide(
  project: Project,
  stacks: readonly string[],
  options: Options,
): Promise<StackPreview[]> {
  return await inTurns(stacks, availableParallelism() + 1, (stack) => previewOf(project, stack, options));
}

async function previewOf(project: Project, stack: string, options: Options): Promise<StackPreview> {
  const { packs, signal, say } = options;
  // A file that cannot be read is reported by the preview itself.
  const backends = await configuredBackends(project, stack).catch(() => []);
  const engine = await chooseEngine({ ...options, stack }, project, packs);
  const preview: StackPreview = { stack, backends, engine: engine.name };
  try {
    const result = await engine.preview({ signal, onEvent: () => undefined });
    const failure = failureOf('preview', result);
    say(`${stack}: ${failure ? failure.code : sum(result.counts, 'plan')}`);
    return { ...preview, result, failure, usd: isRendered(result) ? usdOf(result) : undefined };
  } catch (error) {
    const failure = error instanceof Failure ? error : new Failure('failed', String(error));
    say(`${stack}: ${failure.code}`);
    return { ...preview, failure };
  }
}

/** A policy that refuses does not keep a stack from being rendered. */
export function isRendered(result: DeployResult | undefined): result is DeployResult {
  return result?.status === 'succeeded' || result?.status === 'refused';
}

/** What a preview would have, priced for the usual load. */
export function usdOf({ resources }: DeployResult): number | undefined {
  if (resources.length === 0) return undefined;
  const priced = resources.map(({ type, inputs }) => ({
    type,
    inputs: plain(inputs, 'hidden') as Record<string, unknown>,
  }));
  try {
    return billOf(priced, { needs: needsOf(usualLoad) }).usd;
  } catch (error) {
    if (error instanceof NoPrice) return undefined;
    throw error;
  }
}

/** `work` on each item, `width` at a time; the results in the items' order. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const left = [...items.entries()];
  const turns = Array.from({ length: width }, async () => {
    for (let next = left.shift(); next; next = left.shift()) results[next[0]] = await work(next[1]);
  });
  await Promise.all(turns);
  return results;
}
