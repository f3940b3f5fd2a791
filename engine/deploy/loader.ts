// Starting providers: in this process, from a plugin folder, or the SDK's server for dynamic resources.
import { type PluginOptions, type Server, startDynamicProvider, startPlugin } from '../children/index.ts';
import type { ProviderFactory, StackOutputs } from '../events.ts';
import type { Project } from '../project/index.ts';
import { connectProvider, type ProviderClient, providerHere } from '../provider/index.ts';
import type { Report } from './report.ts';
import { stackReferences } from './stackReferences.ts';

/** A provider that runs and is not configured yet. */
export interface RunningProvider {
  client: ProviderClient;
  /** A sentence when the provider has ended by itself. */
  death(): string | undefined;
  stop(): Promise<void>;
}

export interface LoaderOptions {
  project: Project;
  factories: Record<string, ProviderFactory>;
  stackOutputs: StackOutputs | undefined;
  preview: boolean;
  report: Report;
}

const dynamicPackage = 'pulumi-nodejs';
const builtInPackage = 'pulumi';

/** Starts one provider for a package. `engine`: address of the Engine service. */
export async function loadProvider(
  o: LoaderOptions,
  packageName: string,
  engine: string,
): Promise<RunningProvider> {
  const { project, report } = o;
  const output = outputOf(report, packageName);
  const made =
    packageName === builtInPackage
      ? stackReferences(o.stackOutputs, o.preview)
      : await o.factories[packageName]?.({ root: project.root });
  const folder =
    made === undefined ? project.providers[packageName] : 'folder' in made ? made.folder : undefined;
  if (made !== undefined && !('folder' in made))
    return { ...providerHere(made, { engine }), death: () => undefined };
  if (folder !== undefined)
    return child(await startPlugin({ project, engine, folder, ...output }), packageName, o, engine);
  if (packageName === dynamicPackage) {
    return child(await startDynamicProvider({ project, engine, ...output }), packageName, o, engine);
  }
  throw new Error(missing(packageName, o));
}

async function child(server: Server, packageName: string, o: LoaderOptions, engine: string) {
  const client = connectProvider(server.address);
  let ended: string | undefined;
  void server.ended.then((sentence) => {
    ended = `The provider “${packageName}” ended by itself: ${sentence}`;
  });
  await client.attach(engine, { root: o.project.root });
  return {
    client,
    death: () => ended,
    stop: async () => {
      client.close();
      await server.stop();
    },
  };
}

function outputOf(report: Report, packageName: string): Pick<PluginOptions, 'onStdout' | 'onStderr'> {
  return {
    onStdout: (line) => report.log('debug', `${packageName}: ${line}`),
    onStderr: (line) => report.log('warning', `${packageName}: ${line}`),
  };
}

function missing(packageName: string, { factories, project }: LoaderOptions): string {
  const known = [...Object.keys(factories), ...Object.keys(project.providers), dynamicPackage];
  return (
    `No provider for the package “${packageName}”; there are ${known.join(', ')}. ` +
    'Name its folder under plugins.providers in Pulumi.yaml, or run the stack with the Pulumi CLI.'
  );
}
