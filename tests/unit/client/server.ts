import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Connection } from '../../../client/index.ts';
import { freePorts } from '../../local/instance.ts';

/** One redis-server of a test, which keeps its port over a restart, without persistence. */
export class Server {
  readonly port: number;
  readonly #folder: string;
  readonly #arguments: string[];
  #process: ChildProcess | undefined;

  private constructor(port: number, folder: string, given: string[]) {
    this.port = port;
    this.#folder = folder;
    this.#arguments = given;
  }

  static async start(...given: string[]): Promise<Server> {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'redis-ha-client-'));
    const server = new Server(await freePorts(1), folder, given);
    server.start();
    return server;
  }

  get connection(): Connection & { topology: 'standalone' } {
    const endpoints = [{ host: '127.0.0.1', port: this.port }];
    return { topology: 'standalone', endpoints, tls: { enabled: false } };
  }

  start(): void {
    const settings = [
      '--port',
      String(this.port),
      '--dir',
      this.#folder,
      '--save',
      '',
      '--bind',
      '127.0.0.1',
    ];
    this.#process = spawn('redis-server', [...settings, ...this.#arguments], { stdio: 'ignore' });
  }

  signal(name: NodeJS.Signals): void {
    this.#process?.kill(name);
  }

  async kill(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  async remove(): Promise<void> {
    await this.kill();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
