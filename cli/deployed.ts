import type { Project } from '../engine/project/index.ts';
import { chooseEngine, type Deployed, embedded, renderFolderOf } from './engines/index.ts';
import { Failure } from './failure.ts';
import type { CommonOptions } from './options.ts';
import { openProject, requireStack } from './project.ts';

export interface Opened {
  project: Project;
  deployed: Deployed;
}

/** A stack's state for the verbs that only read it; undefined where it is not up. */
export async function readDeployed(
  options: CommonOptions,
): Promise<{ project: Project; deployed: Deployed | undefined }> {
  const project = await openProject();
  await requireStack(project, options.stack);
  const engine = await chooseEngine(options, project);
  const deployed = (await engine.read()) ?? (await readRendered(project, options));
  return { project, deployed: deployed && deployed.resources.length > 0 ? deployed : undefined };
}

/** What was rendered last: whoever applies manifests has no other record of the passwords on this machine. */
async function readRendered(
  project: Project,
  { engine, simulate, stack }: CommonOptions,
): Promise<Deployed | undefined> {
  if (engine !== 'embedded' || simulate) return undefined;
  return await embedded(project, stack, [], renderFolderOf(project.root, stack)).read();
}

/** The same, failing with `not-deployed`. */
export async function requireDeployed(options: CommonOptions): Promise<Opened> {
  const { project, deployed } = await readDeployed(options);
  if (deployed) return { project, deployed };
  throw new Failure(
    'not-deployed',
    options.simulate
      ? `Stack ${options.stack} is not simulated; begin with: npx redis-ha up --simulate --stack ${options.stack}`
      : `Stack ${options.stack} is not up; deploy it with: npx redis-ha up --stack ${options.stack}`,
  );
}
