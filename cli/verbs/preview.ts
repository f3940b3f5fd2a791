import { failureOf, watchDeployment } from '../deploy.ts';
import { chooseEngine } from '../engines/index.ts';
import { exits } from '../failure.ts';
import type { CommonOptions } from '../options.ts';
import { type PolicyPackOptions, policyPacksOf } from '../policyPacks.ts';
import { openProject, requireStack } from '../project.ts';
import { colorsOf } from '../show/colors.ts';
import { printJson, toDocument } from '../show/document.ts';
import { report } from '../show/failure.ts';
import { previewMarkdown } from '../show/markdown.ts';
import { previewText } from '../show/preview.ts';

export interface PreviewOptions extends CommonOptions, PolicyPackOptions {
  format: 'text' | 'markdown' | 'json';
}

/** Shows what `up` would do. A preview that fails is shown as far as it came. */
export async function preview({ stack, json, format, ...options }: PreviewOptions): Promise<number> {
  const project = await openProject();
  await requireStack(project, stack);
  const packs = policyPacksOf(options, project.root);
  const engine = await chooseEngine(options.engine, project, stack, packs);
  const quiet = json || format === 'json';
  const result = await watchDeployment(quiet, (watch) => engine.preview(watch));
  const failure = failureOf(result);
  if (quiet) {
    printJson(toDocument(stack, engine.name, result, failure));
    return failure?.exit ?? exits.done;
  }
  if (format === 'markdown') process.stdout.write(previewMarkdown(stack, result, failure));
  else if (result.status !== 'misconfigured')
    process.stdout.write(previewText(colorsOf(process.stdout), stack, result));
  return failure ? report(failure, false) : exits.done;
}
