import { join } from 'node:path';
import type { DeployOptions, DeployResult, PolicyPackSource } from '../../engine/events.ts';
import type { Project } from '../../engine/project/index.ts';
import type { StackEngine, Watch } from './engine.ts';
import { stackOutputs } from './stackOutputs.ts';

/**
 * The engine of this repository: no Pulumi CLI, no login, state in `.redis-ha/STACK` unless another folder is named. `otherFolders`:
 * where to look for the states of stacks that it refers to.
 */
export function embedded(
  project: Project,
  stack: string,
  policyPacks: PolicyPackSource[],
  stateFolder = stateFolderOf(project.root, stack),
  otherFolders = (other: string) => [stateFolderOf(project.root, other)],
): StackEngine {
  const { root } = project;

  async function deploy(verb: 'preview' | 'up' | 'destroy', watch: Watch): Promise<DeployResult> {
    const [engine, { providers }] = await Promise.all([
      import('../../engine/index.ts'),
      import('./providers.ts'),
    ]);
    // The component warns by itself where no pack judges it; here one does.
    if (policyPacks.length > 0) process.env.REDIS_HA_POLICY = 'served';
    const options: DeployOptions = {
      root,
      stack,
      stateFolder,
      policyPacks,
      providers,
      stackOutputs: stackOutputs(project, otherFolders),
      onEvent: watch.onEvent,
      signal: watch.signal,
    };
    return await engine[verb](options);
  }

  return {
    name: 'embedded',
    preview: (watch) => deploy('preview', watch),
    up: (watch) => deploy('up', watch),
    destroy: (watch) => deploy('destroy', watch),
    async read() {
      const { readDeployment } = await import('../../engine/index.ts');
      return await readDeployment({ root, stack, stateFolder });
    },
  };
}

/** The same on a cloud that is not there. Its state lies apart, so that nothing takes it for a deployment. */
export function simulated(project: Project, stack: string, policyPacks: PolicyPackSource[]): StackEngine {
  const { root } = project;
  // A stack that it refers to may have been rehearsed too.
  const others = (other: string) => [simulationFolderOf(root, other), stateFolderOf(root, other)];
  const engine = embedded(project, stack, policyPacks, simulationFolderOf(root, stack), others);
  return { ...engine, name: 'simulated' };
}

/** Where the state of a simulated deployment lies. Only verbs that are told `--simulate` see it. */
export function simulationFolderOf(root: string, stack: string): string {
  return join(stateFolderOf(root, stack), 'simulated');
}

export function stateFolderOf(root: string, stack: string): string {
  return join(root, '.redis-ha', stack);
}

/** Where the state of what was rendered lies: nothing of it is known to be deployed, so `preview` and `up` do not see it. */
export function renderFolderOf(root: string, stack: string): string {
  return join(stateFolderOf(root, stack), 'render');
}
