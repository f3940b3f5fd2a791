import { readdir, readFile, readlink } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Watches the memory of a process and all that descend from it until `stop`, every 50 ms, and gives back the peak in
 * MB: PSS, which counts a page that several processes share once in all. Linux only.
 */
export function watchMemory(root: number): { stop(): Promise<number> } {
  const ended = new AbortController();
  const watching = watch(root, ended.signal);
  return {
    async stop() {
      ended.abort();
      return await watching;
    },
  };
}

async function watch(root: number, ended: AbortSignal): Promise<number> {
  let peak = 0;
  while (!ended.aborted) {
    const sizes = await Promise.all((await family(root)).map(pssOf));
    peak = Math.max(
      peak,
      sizes.reduce((sum, size) => sum + size, 0),
    );
    await sleep(50, undefined, { signal: ended }).catch(() => undefined);
  }
  return peak / 1024;
}

/** The process and its descendants, as of now. */
async function family(root: number): Promise<number[]> {
  const parents = new Map<number, number>();
  const pids = await everyPid();
  await Promise.all(
    pids.map(async (pid) => {
      parents.set(pid, Number((await statOf(pid))[1]));
    }),
  );
  const descends = (pid: number | undefined): boolean =>
    pid === root || (pid !== undefined && pid > 1 && descends(parents.get(pid)));
  return pids.filter(descends);
}

/** KiB; 0 for a process that has just ended. */
async function pssOf(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0);
}

/** Pid and start time of every process that works in a folder. */
export async function processesIn(folder: string): Promise<{ pid: number; started: string }[]> {
  const found = await Promise.all(
    (await everyPid()).map(async (pid) => {
      const works = await readlink(`/proc/${pid}/cwd`).catch(() => '');
      return works.startsWith(folder) ? [{ pid, started: (await statOf(pid))[19] ?? '' }] : [];
    }),
  );
  return found.flat();
}

async function everyPid(): Promise<number[]> {
  return (await readdir('/proc')).map(Number).filter(Number.isInteger);
}

/** The fields from the state on (proc_pid_stat(5)): before it stands the name in brackets, which may contain anything. */
async function statOf(pid: number): Promise<string[]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}
