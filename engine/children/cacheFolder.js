// Plain JavaScript: the command needs it before it can load anything compiled.
import { chmodSync, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes `.redis-ha/cache` below `root` for this user alone. What lies there is code that we run, so one that others could write to
 * is thrown away first. Undefined where there can be no such folder.
 */
export function cacheFolder(root) {
  const own = path.join(root, '.redis-ha');
  const cache = path.join(own, 'cache');
  try {
    if (isOpen(own) || isOpen(cache)) rmSync(cache, { recursive: true, force: true });
    for (const folder of [own, cache]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      chmodSync(folder, 0o700);
    }
    return cache;
  } catch {
    return undefined;
  }
}

function isOpen(folder) {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found !== undefined && (found.mode & 0o022) !== 0;
}
