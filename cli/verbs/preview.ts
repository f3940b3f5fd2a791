import { failureOf, watchDeployment } from '../deploy.ts';
import { chooseEngine } from '../engines/index.ts';
import { exits, Failure } from '../failure.ts';
import { formatOf } from '../format.ts';
import type { CommonOptions } from '../options.ts';
import { type PolicyPackOptions, policyPacksOf } from '../policyPacks.ts';
import { openProject, requireStack } from '../project.ts';
import { colorsOf, printJson, report, toDocument } from '../show/index.ts';

export interface PreviewOptions extends CommonOptions, PolicyPackOptions {
  format?: 'text' | 'markdown' | 'json' | 'sarif' | 'junit';
  /** Every stack in place of `stack`. */
  all: boolean;
  /** Only with `all`. */
  base?: string;
  /** Whether somebody chose `stack`. */
  named: boolean;
}

/** Shows what `up` would do. A preview that fails is shown as far as it came. */
export async function preview(options: PreviewOptions): Promise<number> {
  const { stack, all, named, base } = options;
  if (all && named) throw new Failure('usage', `--all is every stack: leave --stack ${stack} out, or --all.`);
  if (!all && base !== undefined) throw new Failure('usage', '--base goes with --all.');
  const format = formatOf(options, 'text');
  if (all) {
    if (format === 'sarif' || format === 'junit')
      throw new Failure(
        'usage',
        `--format ${format} is for one stack: leave --all out and name it with --stack.`,
      );
    return await (await import('../all/index.ts')).previewAll({ ...options, format });
  }
  const project = await openProject();
  await requireStack(project, stack);
  const packs = policyPacksOf(options, project.root);
  const engine = await chooseEngine(options, project, packs);
  const result = await watchDeployment(format !== 'text' && format !== 'markdown', (watch) =>
    engine.preview(watch),
  );
  const failure = failureOf('preview', result);
  if (format === 'json') {
    printJson(toDocument(stack, engine.name, result, failure));
    return failure?.exit ?? exits.done;
  }
  // Each form loads what shows it, tables among that.
  if (format === 'sarif' || format === 'junit') {
    const { policyReport } = await import('../show/policyReport.ts');
    process.stdout.write(policyReport(format, stack, result.policies));
    return failure ? report(failure, false) : exits.done;
  }
  if (format === 'markdown') {
    const { previewMarkdown } = await import('../show/markdown.ts');
    process.stdout.write(previewMarkdown(stack, result, failure));
  } else {
    const { previewText } = await import('../show/preview.ts');
    process.stdout.write(previewText(colorsOf(process.stdout), stack, result));
  }
  return failure ? report(failure, false) : exits.done;
}
