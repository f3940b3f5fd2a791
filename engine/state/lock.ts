import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { access, constants, link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

export interface StackLock {
  release(): Promise<void>;
}

/** Somebody else is at work on the stack. */
export class StackLocked extends Error {
  override readonly name = 'StackLocked';
}

interface Owner {
  pid: number;
  /**
   * When the process started, in whatever form the system gives it: a pid alone may be somebody else's by
   * now.
   */
  started: string;
  since: string;
  /** What it does, with its article. */
  work: string;
}

/**
 * One process at work on a stack. Held until it is released; that of a process that is gone is taken over.
 * Throws StackLocked, naming the pid and its work, while its owner lives.
 */
export async function lockStack(folder: string, work = 'a deployment'): Promise<StackLock> {
  await makeWritable(folder);
  const file = path.join(folder, 'lock');
  const since = new Date().toISOString();
  const own = { pid: process.pid, started: await startOf(process.pid), since, work };
  await acquire(file, own);
  return { release: () => release(file, own) };
}

async function makeWritable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK);
  } catch (error) {
    throw new Error(
      `The state cannot be kept in ${folder} (${error instanceof Error ? error.message : error}): make the folder of the project ` +
        'writable for this user, or work in a copy of it.',
      { cause: error },
    );
  }
}

async function acquire(file: string, own: Owner): Promise<void> {
  if (await create(file, own)) return;
  const owner = await ownerOf(file);
  if (owner && (await lives(owner))) {
    throw new StackLocked(
      `This stack is in use by ${owner.work}: process ${owner.pid}, since ${owner.since} (${file}). Wait until it has ended.`,
    );
  }
  // Only the holder of the second lock may take the first from the dead, and only while it is still that of
  // the dead.
  const takeover = `${file}.takeover`;
  await acquire(takeover, own);
  try {
    const still = await ownerOf(file);
    if (still && !(await lives(still))) await unlink(file);
  } finally {
    await release(takeover, own);
  }
  await acquire(file, own);
}

/** A hard link appears whole or not at all, and never over another file. */
async function create(file: string, own: Owner): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(own), { mode: 0o600 });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await unlink(draft);
  }
}

async function release(file: string, own: Owner): Promise<void> {
  const owner = await ownerOf(file);
  if (owner?.pid === own.pid && owner.started === own.started) await unlink(file);
}

async function ownerOf(file: string): Promise<Owner | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw new Error(`The lock ${file} cannot be read. If nobody is at work on the stack, delete it.`, {
      cause: error,
    });
  }
}

async function lives({ pid, started }: Owner): Promise<boolean> {
  return (await startOf(pid)) === started;
}

/** Empty when there is no such process. */
async function startOf(pid: number): Promise<string> {
  if (process.platform === 'linux') return linuxStartOf(pid);
  const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  return stdout.trim();
}

async function linuxStartOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // proc(5): field 22, counted after the command's closing bracket, which may itself hold blanks and
    // brackets.
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? '' : (fields[18] ?? '');
  } catch {
    return '';
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
