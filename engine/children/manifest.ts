import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { type RuntimeOptions, readRuntime } from '../project/index.ts';

/**
 * The runtime options in a pack's or plugin's manifest (`PulumiPolicy.yaml`, `PulumiPlugin.yaml`). Only
 * Node.js ones are run.
 */
export async function readManifest(folder: string, name: string): Promise<RuntimeOptions> {
  const file = path.join(folder, name);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      error.code === 'ENOENT' ? `There is no ${name} in ${folder}.` : `${file}: ${error.message}`,
    );
  });
  return readRuntime(parse(text)?.runtime, file);
}
