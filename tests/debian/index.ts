// Programs that some tests need beside Redis, as Debian packages them: unpacked once into the user's cache, installed
// nowhere. Not here: Redis and Valkey themselves (setup/), and what a cluster is made of (live/kubernetes/cluster).

import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const cache = path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'redis-ha-tests');
const script = path.join(import.meta.dirname, 'unpack.sh');

/** Where unpacked programs lie, or why there are none, as a sentence. */
export type Unpacked = { bin: string; root: string } | { missing: string };

/** The first of `packages` names the folder. Takes seconds the first time. */
export async function unpacked(...packages: [string, ...string[]]): Promise<Unpacked> {
  const folder = path.join(cache, packages[0]);
  try {
    await promisify(execFile)('sh', [script, folder, ...packages]);
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr ?? error).trim();
    const why = said.split('\n').at(-1) ?? '';
    return {
      missing: `needs the Debian packages ${packages.join(', ')}, which are not to be had here: ${why}`,
    };
  }
  return { bin: path.join(folder, 'bin'), root: path.join(folder, 'root') };
}
