import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { until } from '../../local/until.ts';
import { forget, outlive } from './deathWatch.ts';

/** Others than the pods' own are copies that coverage.ts makes. */
export const scripts =
  process.env.HA_SCRIPTS ?? path.resolve(import.meta.dirname, '../../../providers/kubernetes/scripts');
const trace = process.env.HA_TRACE;

/** What a script printed and how it ended. */
export interface Ended {
  code: number;
  text: string;
}

export type Kind = 'data' | 'sentinel' | 'cluster';

/** A pod as the kubelet would run it: its start script as the main process, its hook and probes beside it. */
export class Pod {
  readonly name: string;
  readonly kind: Kind;
  /** Its address, which it has to itself. */
  readonly host: string;
  /** Its own folder: `data` or `state`, and `run`. */
  readonly folder: string;
  readonly #shell: string[];
  readonly #env: Record<string, string>;
  #main: ChildProcess | undefined;
  #ended: Promise<number> = Promise.resolve(0);

  constructor(kind: Kind, host: string, folder: string, shell: string[], env: Record<string, string>) {
    this.name = path.basename(folder);
    this.kind = kind;
    this.host = host;
    this.folder = folder;
    this.#shell = shell;
    this.#env = env;
  }

  /** Everything its container printed since it was made. */
  get log(): string {
    return existsSync(this.#logFile) ? readFileSync(this.#logFile, 'utf8') : '';
  }

  get #logFile(): string {
    return path.join(this.folder, 'log');
  }

  /** Starts its container, again or for the first time. */
  start(env: Record<string, string> = {}): void {
    // A file, since a hook opens this output by its name in /proc, as it can a container's pipe but not Node's socket.
    const log = openSync(this.#logFile, 'a');
    const main = this.#run([`${this.kind}-start.sh`], env, ['ignore', log, log]);
    const { pid } = main;
    if (pid !== undefined) outlive(pid);
    closeSync(log);
    this.#ended = new Promise((resolve) =>
      main.on('close', (code, signal) => {
        if (pid !== undefined) forget(pid);
        resolve(signal ? 128 : (code ?? 1));
      }),
    );
    this.#main = main;
  }

  /** Waits until its container has ended by itself; answers its exit code. */
  ended(): Promise<number> {
    return this.#ended;
  }

  /** Its hook, then SIGTERM, as when a pod is deleted; answers what the hook said. */
  async delete(): Promise<Ended> {
    const hook = await this.call('stop');
    this.#main?.kill('SIGTERM');
    await this.#ended;
    return hook;
  }

  /** SIGTERM without the hook. */
  async terminate(): Promise<number> {
    this.#main?.kill('SIGTERM');
    return this.#ended;
  }

  /** The whole container at once, as by --force or with its node. */
  async kill(): Promise<void> {
    if (this.#main?.pid && this.#main.exitCode === null && this.#main.signalCode === null) {
      process.kill(-this.#main.pid, 'SIGKILL');
    }
    await this.#ended;
  }

  /** Runs its hook (`stop`), a probe (`live`, `ready`), or what a person runs (`yield`). */
  async call(
    what: 'stop' | 'live' | 'ready' | 'yield',
    { env = {}, args = [] }: { env?: Record<string, string>; args?: string[] } = {},
  ): Promise<Ended> {
    // A cluster's node is alive as any data server is.
    const kind = this.kind === 'cluster' && what === 'live' ? 'data' : this.kind;
    const child = this.#run([`${kind}-${what}.sh`, ...args], env);
    let text = '';
    child.stdout?.on('data', (chunk) => {
      text += chunk;
    });
    child.stderr?.on('data', (chunk) => {
      text += chunk;
    });
    const code = await new Promise<number>((resolve) => child.on('close', (c) => resolve(c ?? 1)));
    return { code, text };
  }

  async until(what: 'live' | 'ready'): Promise<void> {
    await until(
      async () => (await this.call(what)).code === 0,
      `${this.name} is ${what}\n${this.log.slice(-3000)}`,
    );
  }

  async untilLog(text: string): Promise<void> {
    await until(() => this.log.includes(text), `${this.name} logs "${text}"`);
  }

  /** The server's process, which the start script has as its child. */
  async server(): Promise<number> {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    for (const pid of pids) {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      const [, comm = '', parent] = stat.match(/\((.*)\) \S (\d+)/) ?? [];
      if (Number(parent) === this.#main?.pid && /^(redis|valkey)-ser/.test(comm)) return Number(pid);
    }
    throw new Error(`${this.name} runs no server.`);
  }

  #run(
    [script = '', ...words]: string[],
    env: Record<string, string>,
    stdio: StdioOptions = ['ignore', 'pipe', 'pipe'],
  ): ChildProcess {
    const [shell = 'sh', ...args] = trace === undefined ? this.#shell : ['/bin/bash'];
    return spawn(shell, [...args, path.join(scripts, script), ...words], {
      env: { ...this.#env, ...env, ...(trace !== undefined && { BASH_ENV: trace }) },
      cwd: '/',
      detached: true,
      stdio,
    });
  }
}
