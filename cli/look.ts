import { withoutSecrets } from '../engine/wire/inspect.ts';
import type { PropertyValue } from '../engine/wire/value.ts';
import {
  type BackendName,
  type BackendOperations,
  backendNames,
  type Deployment,
  type InstanceStatus,
} from '../providers/backend.ts';
import type { Opened } from './deployed.ts';
import { ordered } from './instances.ts';
import { nameOf } from './show/index.ts';

const component = 'redis-ha:index:RedisHA';

/** The backends of a deployed stack, each once, in the order of its instances. */
export function backendsOf(deployed: Opened['deployed']): BackendName[] {
  const named = deployed.resources.filter(({ type }) => type === component);
  const backends = ordered(named, ({ urn }) => nameOf(urn)).map(
    ({ inputs }) => withoutSecrets(inputs).backend,
  );
  return [...new Set(backends.filter(isBackend))];
}

/** How each instance of a deployed stack really is, in the configuration's order: every backend looks at its own. */
export async function look(opened: Opened, stack: string): Promise<InstanceStatus[]> {
  const found = await eachBackend(opened, stack, (backend, deployment) => backend.status(deployment));
  return ordered(found.flat(), ({ name }) => name);
}

/** Where the data of a deployed stack lie on this machine. */
export async function dataFolders(opened: Opened, stack: string): Promise<string[]> {
  const found = await eachBackend(
    opened,
    stack,
    async (backend, deployment) => backend.dataFolders?.(deployment) ?? [],
  );
  return found.flat();
}

async function eachBackend<T>(
  { project, deployed }: Opened,
  stack: string,
  ask: (backend: BackendOperations, deployment: Deployment) => Promise<T>,
): Promise<T[]> {
  const { loadOperations } = await import('../providers/index.ts');
  const resources = deployed.resources.map(({ urn, type, inputs, outputs }) => ({
    urn,
    type,
    inputs: withoutSecrets(inputs),
    outputs: withoutSecrets(outputs),
  }));
  const deployment = { root: project.root, project: project.name, stack, resources };
  return await Promise.all(
    backendsOf(deployed).map(async (name) => await ask(await loadOperations(name), deployment)),
  );
}

function isBackend(value: PropertyValue | undefined): value is BackendName {
  return backendNames.some((name) => name === value);
}
