import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { watchMemory } from './processes.ts';

/** How one command went. `memoryMb` only where it was watched: watching takes time itself. */
export interface Run {
  ms: number;
  memoryMb?: number;
  stdout: string;
}

/** Runs `redis-ha` in a project's folder as a person's shell would, without npm. Rejects unless it ends with 0. */
export async function redisHa(folder: string, args: string[], watched = false): Promise<Run> {
  const started = performance.now();
  const child = spawn(process.execPath, [join('cli', 'bin', 'redis-ha.js'), ...args], {
    cwd: folder,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const code = new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  const memory = watched && child.pid !== undefined ? watchMemory(child.pid) : undefined;
  const [stdout, stderr, ended] = await Promise.all([text(child.stdout), text(child.stderr), code]);
  const ms = performance.now() - started;
  const memoryMb = await memory?.stop();
  if (ended !== 0) throw new Error(`redis-ha ${args.join(' ')} ended with ${ended}:\n${stdout}${stderr}`);
  return { ms, memoryMb, stdout };
}

/** Ours, without what npm and the bench's own start put there and a person's shell would not have. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_COMPILE_CACHE: _, NODE_OPTIONS: __, ...own } = process.env;
  return Object.fromEntries(Object.entries(own).filter(([name]) => !name.startsWith('npm_')));
}
