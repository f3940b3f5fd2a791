import type { Deployed, DeployOptions } from '../events.ts';
import { rootStackType } from '../plan/urn.ts';
import { readProject } from '../project/project.ts';
import { findPassphrase } from '../state/passphrase.ts';
import { openState } from '../state/stateFile.ts';

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
