// A project of its own in a temporary folder that runs this repository's program.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';

export const stack = 'conformance';

/** Writes the project and its one stack; gives back its folder. `program`: a file of this repository. */
export async function makeProject(config: Record<string, unknown>, program = 'index.ts'): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'redis-ha-conformance-'));
  const main = fileURLToPath(new URL(`../../${program}`, import.meta.url));
  const runtime = { name: 'nodejs', options: { typescript: false } };
  await writeFile(join(root, 'Pulumi.yaml'), stringify({ name: 'redis-ha', runtime, main }));
  await configure(root, config);
  return root;
}

/** Writes the stack's configuration anew. */
export async function configure(root: string, config: Record<string, unknown>): Promise<void> {
  await writeFile(join(root, `Pulumi.${stack}.yaml`), stringify({ config }));
}

export function removeProject(root: string): Promise<void> {
  return rm(root, { recursive: true, force: true });
}
