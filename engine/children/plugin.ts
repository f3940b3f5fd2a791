import type { Project } from '../project/index.ts';
import { cacheFolder } from './cacheFolder.js';
import type { ChildOutput, Server } from './child.ts';
import { readManifest } from './manifest.ts';
import { startServer } from './server.ts';

export interface PluginOptions extends ChildOutput {
  project: Project;
  /** Address of the Engine service. */
  engine: string;
}

/** Starts the provider of `pulumi.dynamic.Resource`, from the SDK that the project uses. */
export async function startDynamicProvider(o: PluginOptions): Promise<Server> {
  return startServer(
    {
      module: '@pulumi/pulumi/cmd/dynamic-provider',
      from: o.project.root,
      args: [o.engine],
      ...common(o),
    },
    'The dynamic provider',
  );
}

/** Starts a provider written for Node.js: `folder` holds its PulumiPlugin.yaml. */
export async function startPlugin(o: PluginOptions & { folder: string }): Promise<Server> {
  const { nodeargs, typescript, tsconfig } = await readManifest(o.folder, 'PulumiPlugin.yaml');
  const { env, ...rest } = common(o);
  return startServer(
    {
      ...rest,
      module: '@pulumi/pulumi/cmd/run-plugin',
      from: o.folder,
      nodeArgs: nodeargs,
      args: [o.folder, o.engine],
      env: {
        ...env,
        ...(typescript && { PULUMI_NODEJS_TYPESCRIPT: 'true' }),
        ...(tsconfig !== undefined && { PULUMI_NODEJS_TSCONFIG_PATH: tsconfig }),
      },
    },
    `The provider in ${o.folder}`,
  );
}

function common({ project, onStdout, onStderr }: PluginOptions) {
  return {
    cwd: project.root,
    env: { PULUMI_NODEJS_PROJECT: project.name, PULUMI_PROJECT: project.name },
    cacheFolder: cacheFolder(project.root),
    onStdout,
    onStderr,
  };
}
