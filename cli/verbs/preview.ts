import { failureOf, watchDeployment } from '../deploy.ts';
import { chooseEngine } from '../engines/choose.ts';
import { exits } from '../failure.ts';
import type { CommonOptions } from '../options.ts';
import { openProject, requireStack } from '../project.ts';
import { colorsOf } from '../show/colors.ts';
import { printJson, toDocument } from '../show/document.ts';
import { report } from '../show/failure.ts';
import { previewMarkdown } from '../show/markdown.ts';
import { previewText } from '../show/preview.ts';

export interface PreviewOptions extends CommonOptions {
  format: 'text' | 'markdown' | 'json';
}

/** Shows what `up` would do. A preview that fails is shown as far as it came. */
export async function preview({ stack, engine: name, json, format }: PreviewOptions): Promise<number> {
  const project = await openProject();
  await requireStack(project, stack);
  const engine = await chooseEngine(name, project, stack);
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
