import type { Project, StackConfig } from '../project/index.ts';
import { cacheFolder } from './cacheFolder.js';
import type { ChildOutput, Server } from './child.ts';
import { configEnvironment, stackEnvironment } from './environment.ts';
import { readManifest } from './manifest.ts';
import { startServer } from './server.ts';

export interface PolicyPackOptions extends ChildOutput {
  /** The folder with PulumiPolicy.yaml. */
  folder: string;
  /** Address of the Engine service. */
  engine: string;
  project: Project;
  stack: string;
  config: StackConfig;
  /** A preview. */
  dryRun: boolean;
  /** Default `organization`. */
  organization?: string;
}

/** Starts a pack's policy server. It never ends by itself. */
export async function startPolicyPack(o: PolicyPackOptions): Promise<Server> {
  const { nodeargs } = await readManifest(o.folder, 'PulumiPolicy.yaml');
  return startServer(
    {
      module: '@pulumi/pulumi/cmd/run-policy-pack',
      from: o.folder,
      nodeArgs: nodeargs,
      args: [o.engine, o.folder],
      // A pack reads its version from package.json in the working folder.
      cwd: o.folder,
      env: { ...stackEnvironment(o), ...configEnvironment(o.config) },
      cacheFolder: cacheFolder(o.project.root),
      onStdout: o.onStdout,
      onStderr: o.onStderr,
    },
    `The policy pack in ${o.folder}`,
  );
}
