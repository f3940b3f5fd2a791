import type { Project } from '../../engine/project/index.ts';
import type { Manifest } from '../../providers/backend.ts';
import { composeFile } from '../compose.ts';
import { configuredBackends } from '../configured.ts';
import { failureOf, watchDeployment } from '../deploy.ts';
import { embedded, renderFolderOf } from '../engines/index.ts';
import { exits, Failure } from '../failure.ts';
import { formatOf } from '../format.ts';
import { manifests } from '../look.ts';
import type { CommonOptions } from '../options.ts';
import { type PolicyPackOptions, policyPacksOf } from '../policyPacks.ts';
import { openProject, requireStack } from '../project.ts';
import { printJson } from '../show/index.ts';

export interface RenderOptions extends CommonOptions, PolicyPackOptions {
  format?: 'yaml' | 'json' | 'compose';
  showSecrets: boolean;
}

/**
 * Prints a stack as manifests. Contacts no cluster: it is a deployment to a simulated one, whose state keeps the
 * passwords, so that the same configuration gives the same manifests every time.
 */
export async function render({ stack, ...options }: RenderOptions): Promise<number> {
  const format = formatOf<'yaml' | 'compose'>(options, 'yaml');
  if (options.engine === 'pulumi')
    throw new Failure('usage', 'render works without the Pulumi CLI: leave --engine pulumi out.');
  const project = await openProject();
  await requireStack(project, stack);
  if (format === 'compose') {
    process.stdout.write(await composeFile(project, stack));
    return exits.done;
  }
  await requireKubernetes(project, stack);
  const packs = policyPacksOf(options, project.root);
  const engine = embedded(project, stack, packs, renderFolderOf(project.root, stack));
  const result = await watchDeployment(true, (watch) => engine.up(watch));
  const failure = failureOf('preview', result);
  if (failure) throw failure;

  const all = await manifests({ project, deployed: result }, stack);
  const shown = options.showSecrets ? all : all.filter(({ kind }) => kind !== 'Secret');
  if (!options.showSecrets && format === 'yaml') tellOmitted(all, stack);
  if (format === 'json') printJson({ apiVersion: 'v1', kind: 'List', items: shown });
  else process.stdout.write(await toYaml(shown));
  return exits.done;
}

/** Any other backend would be deployed for real. */
async function requireKubernetes(project: Project, stack: string): Promise<void> {
  const others = (await configuredBackends(project, stack)).filter((backend) => backend !== 'kubernetes');
  if (others.length === 0) return;
  throw new Failure(
    'usage',
    `Only backend kubernetes has manifests, and stack ${stack} has ${others.join(' and ')}; name another with --stack.`,
  );
}

function tellOmitted(all: readonly Manifest[], stack: string): void {
  const secrets = all.filter(({ kind }) => kind === 'Secret').map(({ metadata }) => metadata.name);
  if (secrets.length === 0) return;
  process.stderr.write(
    `Left out: the Secrets ${secrets.join(', ')}. The pods need them; apply them too with: ` +
      `npx redis-ha render --stack ${stack} --show-secrets | kubectl apply --server-side -f -\n`,
  );
}

/**
 * No line is folded and nothing is an alias: a script in a ConfigMap comes out as it went in. YAML 1.1, because kubectl
 * reads that: in it an unquoted `yes` is no text.
 */
async function toYaml(objects: readonly Manifest[]): Promise<string> {
  const { stringify } = await import('yaml');
  return objects
    .map((object) => stringify(object, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false }))
    .join('---\n');
}
