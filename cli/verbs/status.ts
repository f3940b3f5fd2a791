import { namespace } from '../../components/configuration/index.ts';
import { type Project, readStackConfig } from '../../engine/project/index.ts';
import { findPassphrase } from '../../engine/state/passphrase.ts';
import type { InstanceStatus } from '../../providers/backend.ts';
import { readDeployed } from '../deployed.ts';
import { stateFolderOf } from '../engines/index.ts';
import { exits } from '../failure.ts';
import { backendsOf, look } from '../look.ts';
import type { CommonOptions } from '../options.ts';
import { colorsOf, printJson } from '../show/index.ts';
import { serversText } from '../show/servers.ts';

/** Looks at the servers. Exit 0 when every instance is healthy, 4 otherwise. */
export async function status({ json, ...options }: CommonOptions): Promise<number> {
  const { project, deployed } = await readDeployed({ ...options, json });
  const { stack } = options;
  // No server of a simulated stack runs, and the names that were made up for it are nobody's.
  const instances = deployed && !options.simulate ? await look({ project, deployed }, stack) : [];
  const healthy = instances.length > 0 && instances.every((instance) => instance.healthy);
  if (json) {
    const backend = (deployed && backendsOf(deployed)[0]) ?? (await configuredBackend(project, stack));
    printJson(toDocument(stack, backend, deployed !== undefined, instances));
  } else if (instances.length > 0) {
    const colors = colorsOf(process.stdout);
    process.stdout.write(`${instances.map((instance) => serversText(colors, instance)).join('\n\n')}\n`);
  } else if (deployed && options.simulate) {
    process.stdout.write(
      `Stack ${stack} is simulated: no server of it runs, so there is nothing to look at.\n`,
    );
  } else {
    const state = deployed ? 'has no Redis yet' : options.simulate ? 'is not simulated' : 'is not up';
    const flag = options.simulate ? ' --simulate' : '';
    process.stdout.write(
      `Stack ${stack} ${state}; deploy it with: npx redis-ha up${flag} --stack ${stack}\n`,
    );
  }
  return healthy ? exits.done : exits.missed;
}

/** The first instance's fields stand at the top, as its connection does among the exports; several are listed below. */
function toDocument(
  stack: string,
  backend: string | null,
  deployed: boolean,
  instances: InstanceStatus[],
): object {
  const [first] = instances;
  return {
    stack,
    backend,
    topology: first?.topology ?? null,
    deployed,
    healthy: instances.length > 0 && instances.every((instance) => instance.healthy),
    tls: first !== undefined && instances.every((instance) => instance.tls),
    primary: first?.primary ?? null,
    nodes: first?.nodes ?? [],
    sentinels: first?.sentinels ?? null,
    ...(first?.cluster && { cluster: first.cluster }),
    ...(instances.length > 1 ? { instances } : {}),
  };
}

async function configuredBackend(project: Project, stack: string): Promise<string | null> {
  const passphrase = () => findPassphrase(stateFolderOf(project.root, stack));
  const { values } = await readStackConfig(project, stack, passphrase);
  return values[`${namespace}:backend`] ?? null;
}
