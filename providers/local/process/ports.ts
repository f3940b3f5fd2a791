import { execFile } from 'node:child_process';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Holder {
  pid: number;
  program: string;
}

/** Whether something listens on the port of the loopback address already. */
export function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(true);
      else reject(new Error(`Port ${port} cannot be used on 127.0.0.1: ${error.message}.`));
    });
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(false)));
  });
}

/** Who listens on the port. Undefined when nobody does, or when the system does not tell (another user's process). */
export async function holderOf(port: number): Promise<Holder | undefined> {
  return process.platform === 'linux' ? holderByProc(port) : holderByLsof(port);
}

/** One sentence for the person whose port it is not. */
export async function takenSentence(port: number, wantedFor: string): Promise<string> {
  const holder = await holderOf(port).catch(() => undefined);
  const who = holder ? `${holder.program} (pid ${holder.pid})` : 'another program that this user may not see';
  return `Port ${port}, wanted for ${wantedFor}, is in use by ${who}: end it, or choose other ports under redis-ha:local in the stack's configuration.`;
}

/** The listening socket's inode from /proc/net, then the process that has it open. */
async function holderByProc(port: number): Promise<Holder | undefined> {
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((t) => readFile(`/proc/net/${t}`, 'utf8').catch(() => '')),
  );
  const inodes = tables.flatMap((table) => listeningInodes(table, port));
  if (inodes.length === 0) return undefined;
  const wanted = new Set(inodes.map((inode) => `socket:[${inode}]`));
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const open = await readdir(`/proc/${pid}/fd`).catch(() => []);
    const links = await Promise.all(open.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
    if (!links.some((link) => wanted.has(link))) continue;
    const program = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'a process');
    return { pid: Number(pid), program: program.trim() };
  }
  return undefined;
}

/** Columns of /proc/net/tcp: slot, local address:port in hex, remote, state (0A listens), …, inode in the tenth. */
export function listeningInodes(table: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[1]?.endsWith(suffix) && fields[3] === '0A')
    .flatMap((fields) => fields[9] ?? []);
}

async function holderByLsof(port: number): Promise<Holder | undefined> {
  const answer = await run('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc']).catch(() => undefined);
  const pid = answer?.stdout.match(/^p(\d+)$/m)?.[1];
  const program = answer?.stdout.match(/^c(.+)$/m)?.[1];
  return pid ? { pid: Number(pid), program: program ?? 'a process' } : undefined;
}
