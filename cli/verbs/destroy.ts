import { ask, requireConsent } from '../consent.ts';
import { failureOf, watchDeployment } from '../deploy.ts';
import { chooseEngine, simulationFolderOf } from '../engines/index.ts';
import { exits, Failure } from '../failure.ts';
import type { CommonOptions } from '../options.ts';
import { openProject, requireStack } from '../project.ts';
import { leftovers, purge } from '../purge.ts';
import { count, printJson, report, sum, toDocument } from '../show/index.ts';

export interface DestroyOptions extends CommonOptions {
  yes: boolean;
  purge: boolean;
}

/** Removes what `up` made. The data stays for the next `up` unless it is purged. */
export async function destroy(options: DestroyOptions): Promise<number> {
  requireConsent('destroy', options);
  const { stack, json } = options;
  const project = await openProject();
  await requireStack(project, stack);
  const engine = await chooseEngine(options, project);
  const deployed = await engine.read();
  if (!options.yes) await agree(stack, deployed?.resources.length ?? 0, options.purge);

  const state = options.simulate ? simulationFolderOf(project.root, stack) : undefined;
  const folders = await leftovers(project, stack, deployed, state);
  const result = await watchDeployment(json, (watch) => engine.destroy(watch));
  const failure = failureOf('destroy', result);
  if (!failure && options.purge) await purge(project.root, folders);
  if (json) {
    printJson(toDocument(stack, engine.name, result, failure));
    return failure?.exit ?? exits.done;
  }
  if (failure) return report(failure, false);
  process.stdout.write(
    `Stack ${stack} is down: ${sum(result.counts, 'done')}. ${aboutData(folders, options.purge)}\n`,
  );
  return exits.done;
}

async function agree(stack: string, resources: number, purging: boolean): Promise<void> {
  const data = purging ? 'and its data for good' : '(the data stays)';
  const question = `Stop and remove the ${count(resources, 'resource')} of stack ${stack} ${data}?`;
  if (!(await ask(question))) throw new Failure('failed', 'Nothing was changed.');
}

function aboutData(folders: string[], purged: boolean): string {
  if (folders.length === 0) return '';
  const where = folders.join(' and ');
  return purged
    ? `Removed ${where}.`
    : `The data stays in ${where}; the next up takes it up again, --purge removes it.`;
}
