import { rmSync } from 'node:fs';
import { access, constants, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import '../../local/instance.ts';

/** An image's part of what the scripts need: a server with its client, a shell, and a user-land. */
export interface Runtime {
  name: string;
  /** The pod's PATH. */
  path: string;
  /** What runs a script. */
  shell: string[];
}

/** All that the scripts may find beside server and client: no `timeout`, awk, grep, getent, hostname or curl. */
const userLand = ['cat', 'date', 'mkdir', 'mv', 'rm', 'sed', 'sleep'];

/** One for each engine on this machine, with a user-land as small as can be; busybox's when it is there. */
export async function runtimes(): Promise<[Runtime, ...Runtime[]]> {
  const found: Runtime[] = [];
  const busybox = await find('busybox');
  for (const engine of ['redis', 'valkey']) {
    const server = await find(`${engine}-server`);
    const client = await find(`${engine}-cli`);
    if (!server || !client) continue;
    const programs = { [`${engine}-server`]: server, [`${engine}-cli`]: client };
    found.push(await runtime(engine, programs, found.length > 0 ? busybox : undefined));
  }
  const [first, ...more] = found;
  if (!first) throw new Error('No Redis or Valkey server with its client on this machine: run `make setup`.');
  return [first, ...more];
}

async function runtime(engine: string, servers: Record<string, string>, busybox?: string): Promise<Runtime> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'redis-ha-image-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const [name, file] of Object.entries(servers)) {
    // An unpacked one is a script itself, which needs more than the image has.
    const lines = ['#!/bin/sh', `PATH='${process.env.PATH}'`, `exec '${file}' "$@"`, ''];
    await writeFile(path.join(folder, name), lines.join('\n'), { mode: 0o755 });
  }
  for (const name of [...userLand, 'sh']) {
    const file = busybox ?? (await find(name));
    if (file) await symlink(file, path.join(folder, name));
  }
  const name = busybox ? `${engine} and busybox` : engine;
  return { name, path: folder, shell: [path.join(folder, 'sh')] };
}

export async function find(program: string): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, program);
    const found = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return file;
  }
  return undefined;
}
