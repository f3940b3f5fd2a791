import { withoutSecrets } from '../engine/wire/inspect.ts';
import type { PropertyValue } from '../engine/wire/value.ts';
import {
  type BackendName,
  type BackendOperations,
  backendNames,
  type Deployment,
  type InstanceStatus,
  type Manifest,
} from '../providers/backend.ts';
import type { Opened } from './deployed.ts';
import { Failure } from './failure.ts';
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

/** One instance of a deployed stack: what was asked of it, and its backend's operations. */
export interface Target {
  name: string;
  backend: BackendName;
  /** The component's inputs, without secrets' wrapping. */
  inputs: Record<string, PropertyValue>;
  operations: BackendOperations;
  deployment: Deployment;
}

/** The instance of that name; the only one where none is named. Fails with `usage` where that leaves a choice. */
export async function findTarget(opened: Opened, stack: string, wanted: string | undefined): Promise<Target> {
  const components = ordered(
    opened.deployed.resources.filter(({ type }) => type === component),
    ({ urn }) => nameOf(urn),
  );
  const names = components.map(({ urn }) => nameOf(urn));
  const [first] = components;
  const found = wanted === undefined ? first : components.find(({ urn }) => nameOf(urn) === wanted);
  if (!found || (wanted === undefined && names.length > 1)) {
    const said = wanted === undefined ? 'has several instances' : `has no instance "${wanted}"`;
    throw new Failure(
      'usage',
      names.length === 0
        ? `Stack ${stack} has no Redis.`
        : `Stack ${stack} ${said}; choose with --instance: ${names.join(', ')}.`,
      { instances: names },
    );
  }
  const inputs = withoutSecrets(found.inputs);
  const { backend } = inputs;
  if (!isBackend(backend)) throw new Failure('failed', `The state of stack ${stack} names no backend.`);
  const { loadOperations } = await import('../providers/index.ts');
  return {
    name: nameOf(found.urn),
    backend,
    inputs,
    operations: await loadOperations(backend),
    deployment: deploymentOf(opened, stack),
  };
}

/** The manifests of a stack's instances, secrets in clear; none where no backend of it makes any. */
export async function manifests(opened: Opened, stack: string): Promise<Manifest[]> {
  const found = await eachBackend(
    opened,
    stack,
    async (backend, deployment) => backend.manifests?.(deployment) ?? [],
  );
  return found.flat();
}

async function eachBackend<T>(
  opened: Opened,
  stack: string,
  ask: (backend: BackendOperations, deployment: Deployment) => Promise<T>,
): Promise<T[]> {
  const { loadOperations } = await import('../providers/index.ts');
  const deployment = deploymentOf(opened, stack);
  return await Promise.all(
    backendsOf(opened.deployed).map(async (name) => await ask(await loadOperations(name), deployment)),
  );
}

function deploymentOf({ project, deployed }: Opened, stack: string): Deployment {
  const resources = deployed.resources.map(({ urn, type, inputs, outputs }) => ({
    urn,
    type,
    inputs: withoutSecrets(inputs),
    outputs: withoutSecrets(outputs),
  }));
  return { root: project.root, project: project.name, stack, resources };
}

function isBackend(value: PropertyValue | undefined): value is BackendName {
  return backendNames.some((name) => name === value);
}
