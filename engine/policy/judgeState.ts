// What policy packs say of resources that are there already: no program, no provider, nothing changes.

import type { PolicyPackSource, PolicyResult } from '../events.ts';
import { addEngineService, startServer } from '../monitor/index.ts';
import { readProject, readStackConfig } from '../project/index.ts';
import { findPassphrase, type ResourceState } from '../state/index.ts';
import { startPacks } from './start.ts';

export interface JudgeStateOptions {
  /** Folder of Pulumi.yaml. */
  root: string;
  stack: string;
  /** Where the generated passphrase lies, for encrypted configuration. */
  stateFolder: string;
  policyPacks: readonly PolicyPackSource[];
  /** What a pack prints or logs. */
  onLine(line: string): void;
}

/**
 * Judges each resource by its inputs, as a deployment would, then the stack by what came out. Rules that can mend only say what is
 * wrong. Rejects where a pack does not start or its configuration does not fit it.
 */
export async function judgeState(
  { root, stack, stateFolder, policyPacks, onLine }: JudgeStateOptions,
  resources: readonly ResourceState[],
): Promise<PolicyResult[]> {
  const project = await readProject(root);
  const config = await readStackConfig(project, stack, () => findPassphrase(stateFolder));
  const results: PolicyResult[] = [];
  const server = await startServer((services) =>
    addEngineService(services, { log: (_severity, message) => onLine(message), progress: () => {} }),
  );
  try {
    const output = { onStdout: onLine, onStderr: onLine };
    const listener = { policy: (result: PolicyResult) => results.push(result), log: () => {} };
    const children = { project, stack, config, engine: server.address, dryRun: false, ...output };
    const judge = await startPacks(policyPacks, children, listener);
    try {
      const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
      const judged = resources
        .filter((resource) => !resource.external)
        .map((state) => ({ state, provider: providerOf(state, byUrn), deleteBeforeReplace: undefined }));
      // One after the other, in the state's order: what a resource hangs below comes before it.
      for (const one of judged) await judge.existing(one);
      await judge.stack(judged);
    } finally {
      await judge.stop();
    }
  } finally {
    await server.stop();
  }
  return results;
}

function providerOf(
  { provider }: ResourceState,
  byUrn: ReadonlyMap<string, ResourceState>,
): ResourceState | undefined {
  return provider === undefined ? undefined : byUrn.get(provider.slice(0, provider.lastIndexOf('::')));
}
