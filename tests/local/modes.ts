import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** What below a folder, itself included, others than its owner may read, write or enter. */
export async function openToOthers(folder: string): Promise<string[]> {
  const names = ['.', ...(await readdir(folder, { recursive: true }))];
  const modes = await Promise.all(names.map(async (name) => (await stat(path.join(folder, name))).mode));
  return names.filter((_, i) => ((modes[i] ?? 0) & 0o077) !== 0);
}
