// What all passes of one deployment share: the project, the stack's configuration and state, and who listens.
import type { DeployOptions } from '../events.ts';
import { type CheckedConfig, type Project, readProject, readStackConfig } from '../project/index.ts';
import { findPassphrase, lockStack, openState, type Snapshot, type StateFile } from '../state/index.ts';

export interface Session {
  options: DeployOptions;
  project: Project;
  config: CheckedConfig;
  state: StateFile;
  /** The state as it was when it was read; reading and decrypting it goes on while program and packs start. */
  base: Promise<Snapshot>;
}

export async function openSession(options: DeployOptions): Promise<Session> {
  const { root, stack, stateFolder } = options;
  const [project, passphrase] = await Promise.all([readProject(root), findPassphrase(stateFolder)]);
  const [config, state] = await Promise.all([
    readStackConfig(project, stack, async () => passphrase),
    openState(stateFolder, { project: project.name, stack, passphrase }),
  ]);
  const base = state.load();
  // Whoever awaits it sees the error; until then it must not end the process.
  base.catch(() => undefined);
  return { options, project, config, state, base };
}

/** Runs something while no other process may write this stack's state. Rejects when one does. */
export async function withLock<T>({ stateFolder }: DeployOptions, run: () => Promise<T>): Promise<T> {
  const lock = await lockStack(stateFolder);
  try {
    return await run();
  } finally {
    await lock.release();
  }
}
