import { readdir, readlink } from 'node:fs/promises';

/** Pids of the processes whose working folder lies below `root`. */
export async function processesBelow(root: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const folders = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')));
  return pids.filter((_, i) => folders[i]?.startsWith(`${root}/`));
}
