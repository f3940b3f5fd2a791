import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Child, ChildOutput } from './child.ts';

export interface Launch extends ChildOutput {
  /** The SDK's entry point, `@pulumi/pulumi/cmd/…`, … */
  module: string;
  /**
   * … resolved from this folder upwards, as Pulumi's language host does: a program, pack or plugin brings its
   * own SDK.
   */
  from: string;
  nodeArgs?: string[];
  args: string[];
  cwd: string;
  env: Record<string, string>;
  /** An open file that the child is to have as its descriptor 4. */
  fourth?: number | undefined;
  /** Where Node keeps compiled code from start to start, unless NODE_COMPILE_CACHE says where. undefined: nowhere. */
  cacheFolder: string | undefined;
}

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface Launched extends Child {
  readonly process: ChildProcess;
  /** Resolves when the process has ended and its last lines are delivered. */
  readonly exit: Promise<Exit>;
}

// `--require=FILE` in one word: the SDK takes a separate `--require` for somebody's own TypeScript loader and
// then changes its ways.
const preloaded = ['deathWatch.cjs', 'lazyModules.cjs'].map(
  (file) => `--require=${fileURLToPath(new URL(file, import.meta.url))}`,
);
const patienceMs = 1000;

/** Starts one of the SDK's entry points as a process that ends when this one does. */
export function launch(o: Launch): Launched {
  const args = [...preloaded, ...(o.nodeArgs ?? []), resolve(o.module, o.from), ...o.args];
  const child = spawn(process.execPath, args, {
    cwd: o.cwd,
    env: {
      ...(o.cacheFolder !== undefined && { NODE_COMPILE_CACHE: o.cacheFolder }),
      ...process.env,
      ...o.env,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', o.fourth ?? 'ignore'],
    // Its own process group: Ctrl-C at the terminal reaches the engine alone, which ends its children in
    // order.
    detached: true,
  });
  eachLine(child.stdout, o.onStdout);
  eachLine(child.stderr, o.onStderr);
  const pipe = child.stdio[3] as Writable;
  pipe.on('error', () => undefined);
  const exit = exitOf(child);
  let stopping: Promise<void> | undefined;
  return {
    process: child,
    pid: child.pid ?? 0,
    exit,
    stop() {
      stopping ??= end(child, pipe, exit);
      return stopping;
    },
  };
}

function resolve(module: string, from: string): string {
  try {
    return createRequire(path.join(from, 'package.json')).resolve(module);
  } catch (error) {
    throw new Error(
      `Pulumi's SDK is not installed for ${from}: run “npm install” there (${module} was not found).`,
      {
        cause: error,
      },
    );
  }
}

function eachLine(stream: Readable | null, deliver: ((line: string) => void) | undefined): void {
  if (stream) createInterface({ input: stream }).on('line', (line) => deliver?.(line));
}

async function exitOf(child: ChildProcess): Promise<Exit> {
  // A process that the child left behind may hold its output open: wait only a moment for `close`.
  const closed = once(child, 'close').catch(() => undefined);
  const [code, signal] = await once(child, 'exit');
  await Promise.race([closed, sleep(200, undefined, { ref: false })]);
  return { code, signal };
}

/**
 * Asks by closing the pipe that deathWatch.cjs listens to; who does not listen (a busy loop) is killed by
 * pid.
 */
async function end(child: ChildProcess, pipe: Writable, exit: Promise<Exit>): Promise<void> {
  pipe.end();
  const impatience = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await exit.catch(() => undefined);
  clearTimeout(impatience);
}
