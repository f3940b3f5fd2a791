import { listStacks } from '../../engine/project/index.ts';
import { exits, Failure, worstExit } from '../failure.ts';
import { formatOf } from '../format.ts';
import { interruptible } from '../interrupt.ts';
import type { CommonOptions } from '../options.ts';
import { type PolicyPackOptions, policyPacksOf } from '../policyPacks.ts';
import { openProject } from '../project.ts';
import { colorsOf, printJson } from '../show/index.ts';
import { compareWith, openBase } from './base/index.ts';
import { document, markdown, text } from './report/index.ts';
import { type StackPreview, sideBySide } from './sideBySide.ts';

export interface AllOptions extends Omit<CommonOptions, 'stack'>, PolicyPackOptions {
  format?: 'text' | 'markdown' | 'json';
  /** A commit, by anything that git understands. */
  base?: string;
}

/** Previews every stack, and with a base what the change does to each. The exit code is the worst of all. */
export async function previewAll(options: AllOptions): Promise<number> {
  const format = formatOf(options, 'text');
  if (options.base !== undefined && options.engine === 'pulumi')
    throw new Failure(
      'usage',
      '--base compares what the embedded engine renders: leave --engine pulumi out.',
    );
  const project = await openProject();
  const stacks = await listStacks(project);
  if (stacks.length === 0) throw new Failure('usage', `There are no stacks in ${project.root}.`);
  const packs = policyPacksOf(options, project.root);
  const say = (line: string) => {
    if (format !== 'json') process.stderr.write(`${line}\n`);
  };

  const { previews, base } = await interruptible(async (signal) => {
    await using opened = options.base === undefined ? undefined : await openBase(project, options.base);
    const previews = await sideBySide(project, stacks, { ...options, packs, signal, say });
    return { previews, base: opened && (await compareWith(opened, project, previews, { signal, say })) };
  }, say);

  if (format === 'json') printJson(previews.map((one) => document(one, base)));
  else if (format === 'markdown') process.stdout.write(markdown(previews, base));
  else process.stdout.write(text(colorsOf(process.stdout), previews, base));
  return worstExit(previews.map(exitOf));
}

function exitOf({ failure }: StackPreview) {
  return failure?.exit ?? exits.done;
}
