import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Which process is meant, beyond its pid: pids are used again, after a restart of the machine most of all. Two
 * processes of one boot never share pid and start time.
 */
export interface Identity {
  pid: number;
  /** Start time in the system's own form, compared as text. */
  started: string;
  /** Changes with every boot. */
  boot: string;
}

export type Liveness = 'running' | 'frozen' | 'gone';

interface Sighting {
  started: string;
  state: string;
}

/** The identity of a process that runs now; undefined when there is none with that pid. */
export async function identify(pid: number): Promise<Identity | undefined> {
  const [seen, boot] = await Promise.all([sight(pid), bootId()]);
  return seen && { pid, started: seen.started, boot };
}

/** `gone` also when the pid now belongs to somebody else. */
export async function livenessOf(identity: Identity): Promise<Liveness> {
  const [seen, boot] = await Promise.all([sight(identity.pid), bootId()]);
  if (!seen || seen.started !== identity.started || boot !== identity.boot) return 'gone';
  // Z and X have ended and only wait for their parent to notice; T and t are stopped by a signal or a debugger.
  if (/^[ZX]/.test(seen.state)) return 'gone';
  return /^[Tt]/.test(seen.state) ? 'frozen' : 'running';
}

async function sight(pid: number): Promise<Sighting | undefined> {
  return process.platform === 'linux' ? sightByProc(pid) : sightByPs(pid);
}

/** proc(5): the name in parentheses may hold anything, so fields count from the last one: 3 is state, 22 start time. */
async function sightByProc(pid: number): Promise<Sighting | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', started: fields[19] ?? '' };
}

async function sightByPs(pid: number): Promise<Sighting | undefined> {
  const answer = await run('ps', ['-o', 'stat=,lstart=', '-p', String(pid)]).catch(() => undefined);
  const [state, ...started] = answer?.stdout.trim().split(/\s+/) ?? [];
  return state ? { state, started: started.join(' ') } : undefined;
}

async function bootId(): Promise<string> {
  if (process.platform === 'linux') return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  const answer = await run('sysctl', ['-n', 'kern.bootsessionuuid']).catch(() =>
    run('sysctl', ['-n', 'kern.boottime']),
  );
  return answer.stdout.trim();
}
