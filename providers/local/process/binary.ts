import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Engine } from '../../backend.ts';

const run = promisify(execFile);

/** A server program on this machine. */
export interface Binary {
  path: string;
  engine: Engine;
  /** As it prints it, for example `7.0.15`. */
  version: string;
}

/** What the configuration asks for; anything found will do where it asks for nothing. */
export interface Wish {
  engine?: Engine | undefined;
  /** `7`, `7.0` or `7.0.15`. */
  version?: string | undefined;
}

/** SENTINEL DEBUG, on which quick failover rests, came with 7.0 (its release notes). */
const leastVersion = [7, 0];

/**
 * The server to run: the one in use as long as it is there and right, so that a reordered PATH restarts nothing;
 * else valkey-server, else redis-server on PATH, else what the set-up has put below the project's root.
 */
export async function findBinary(root: string, wish: Wish, inUse?: string): Promise<Binary> {
  const found: Binary[] = [];
  for (const candidate of candidates(root, inUse)) {
    const binary = await inspect(candidate);
    if (!binary) continue;
    if (suits(binary, wish)) return binary;
    found.push(binary);
  }
  throw new Error(refusal(wish, found));
}

/** What the program at this path says it is; undefined when it is none of ours. */
export async function inspect(program: string): Promise<Binary | undefined> {
  const runnable = await access(program, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!runnable) return undefined;
  const answer = await run(program, ['--version'], { timeout: 5000 }).catch(() => undefined);
  const [, name, version] = answer?.stdout.match(/^(Redis|Valkey) server v=(\d+(?:\.\d+)+)/) ?? [];
  if (!name || !version) return undefined;
  return { path: program, engine: name === 'Valkey' ? 'valkey' : 'redis', version };
}

export function suits(binary: Binary, wish: Wish): boolean {
  if (wish.engine && wish.engine !== binary.engine) return false;
  if (wish.version && !`${binary.version}.`.startsWith(`${wish.version}.`)) return false;
  return isRecent(binary.version);
}

function isRecent(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = leastVersion;
  return major > leastMajor || (major === leastMajor && minor >= leastMinor);
}

function candidates(root: string, inUse: string | undefined): string[] {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  const onPath = ['valkey-server', 'redis-server'].flatMap((name) =>
    folders.map((folder) => path.join(folder, name)),
  );
  const unpacked = ['valkey-server', 'redis-server'].map((name) =>
    path.join(root, '.redis-ha', 'server', 'bin', name),
  );
  return [...(inUse ? [inUse] : []), ...onPath, ...unpacked];
}

function refusal(wish: Wish, found: Binary[]): string {
  const name =
    wish.engine === 'valkey'
      ? 'valkey-server'
      : wish.engine === 'redis'
        ? 'redis-server'
        : 'redis-server or valkey-server';
  const wanted = `${name} ${wish.version ?? `${leastVersion.join('.')} or later`}`;
  if (found.length === 0) return `No ${wanted} on this machine: run \`make setup\`, which gets one.`;
  const list = [...new Set(found.map((b) => `${b.engine} ${b.version}`))].join(', ');
  return `No ${wanted} on this machine, only ${list}: put it on PATH, or change \`engine\` and \`version\` to what is there.`;
}
