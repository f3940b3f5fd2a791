import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { watchMemory } from '../processes.ts';

const template = fileURLToPath(new URL('template', import.meta.url));
const packages = fileURLToPath(new URL('../../node_modules', import.meta.url));
const entry = fileURLToPath(new URL('previewOnce.ts', import.meta.url));

/**
 * What ts-node does: `checked` judges the types, as after every edit and in every job of CI; `cached` runs what it compiled
 * before, which the copy that the SDK brings along keeps in the temporary folder.
 */
type Compiled = 'checked' | 'cached';

/**
 * A program as `pulumi new aws-typescript` makes it: ts-node, imports of the packages' roots, no pack. The same engine runs
 * it on the same simulated cloud, so that only the program differs.
 */
export async function plainTemplate() {
  const folder = await mkdtemp(join(tmpdir(), 'redis-ha-plain-'));
  await cp(template, folder, { recursive: true });
  await symlink(packages, join(folder, 'node_modules'));

  async function preview(compiled: Compiled, watched = false): Promise<{ ms: number; memoryMb?: number }> {
    const started = performance.now();
    const { NODE_COMPILE_CACHE: _, NODE_OPTIONS: __, ...own } = process.env;
    const env = { ...own, TS_NODE_CACHE: String(compiled === 'cached') };
    const child = spawn(process.execPath, [entry, folder], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    const memory = watched && child.pid !== undefined ? watchMemory(child.pid) : undefined;
    const [code] = await once(child, 'close');
    const ms = performance.now() - started;
    if (code !== 0) throw new Error(`The preview of the plain template ended with ${code}.`);
    return { ms, memoryMb: await memory?.stop() };
  }

  return {
    async repeat(compiled: Compiled, runs: number) {
      await preview(compiled);
      const [ms, memoryMb]: [number[], number[]] = [[], []];
      for (let i = 0; i < runs; i++) ms.push((await preview(compiled)).ms);
      for (let i = 0; i < Math.ceil(runs / 2); i++)
        memoryMb.push((await preview(compiled, true)).memoryMb ?? 0);
      return { ms, memoryMb };
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
