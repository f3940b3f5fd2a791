import { chmod, lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Folder } from './folder.ts';

/** Files and folders of an instance that others than its owner may read, write or enter: passwords and keys lie there. */
export async function openToOthers({ folder }: Folder): Promise<{ file: string; mode: number }[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const all = [folder, ...names.map((name) => path.join(folder, name))];
  const open = await Promise.all(
    all.map(async (file) => {
      // Servers rename and remove files while they run. A link's own mode means nothing.
      const found = await lstat(file).catch(() => undefined);
      return found && !found.isSymbolicLink() && (found.mode & 0o077) !== 0
        ? [{ file, mode: found.mode }]
        : [];
    }),
  );
  return open.flat();
}

/** Takes from others what they may do there. */
export async function closeToOthers(group: Folder): Promise<void> {
  for (const { file, mode } of await openToOthers(group)) {
    await chmod(file, mode & 0o700).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
}
