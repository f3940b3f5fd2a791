// A project of its own in a temporary folder that runs this repository's program.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';

export const stack = 'conformance';

/** Writes the project and its one stack; gives back its folder. */
export async function makeProject(config: Record<string, unknown>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'redis-ha-conformance-'));
  const main = fileURLToPath(new URL('../../index.ts', import.meta.url));
  const runtime = { name: 'nodejs', options: { typescript: false } };
  await writeFile(join(root, 'Pulumi.yaml'), stringify({ name: 'redis-ha', runtime, main }));
  await writeFile(join(root, `Pulumi.${stack}.yaml`), stringify({ config }));
  return root;
}

export function removeProject(root: string): Promise<void> {
  return rm(root, { recursive: true, force: true });
}
