import type { Deployed, DeployOptions } from '../events.ts';
import { rootStackType } from '../plan/index.ts';
import { readProject } from '../project/index.ts';
import { findPassphrase, openState } from '../state/index.ts';

/** What is deployed, secrets as Secret. undefined: nothing is. Rejects when the state cannot be read. */
export async function readDeployment({
  root,
  stack,
  stateFolder,
}: Pick<DeployOptions, 'root' | 'stack' | 'stateFolder'>): Promise<Deployed | undefined> {
  const [project, passphrase] = await Promise.all([readProject(root), findPassphrase(stateFolder)]);
  const state = await openState(stateFolder, { project: project.name, stack, passphrase });
  const { resources } = await state.load();
  if (resources.length === 0) return undefined;
  return { resources, outputs: resources.find(({ type }) => type === rootStackType)?.outputs ?? {} };
}
