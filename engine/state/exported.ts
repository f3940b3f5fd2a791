import { readFile } from 'node:fs/promises';
import { asDeployment, StateError, snapshotFromFile } from './deployment.ts';
import type { ResourceState } from './snapshot.ts';

/**
 * The resources of a deployment in a file: a state of this engine, or what `pulumi stack export` prints. It needs no passphrase: each
 * encrypted secret reads as the text `[secret]`. Rejects with a StateError that says what is wrong.
 */
export async function readExported(file: string): Promise<ResourceState[]> {
  const deployment = asDeployment(await parsed(file), file);
  const unread = { hide: (text: string) => text, show: () => JSON.stringify('[secret]') };
  return snapshotFromFile(deployment, unread).resources.filter((resource) => !resource.delete);
}

async function parsed(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new StateError(`${file} could not be read: ${error instanceof Error ? error.message : error}.`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new StateError(`${file} is not JSON; write it with: pulumi stack export --file ${file}`);
  }
}
