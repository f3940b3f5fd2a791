// The writing side of the bench: one process a run, in it one client library behind a tiny interface. The files beside
// this are the libraries and what they are told; who they write to lies in ../servers.

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Account, Order, Progress, Told } from './messages.ts';

export type { Account, ClientName } from './messages.ts';
export type { SentinelConnection } from './writer.ts';

const file = fileURLToPath(new URL('process.ts', import.meta.url));
const lastWordMs = 5000;

/** A writing process. */
export class Writing {
  /** What it told last. */
  progress: Progress = { kind: 'progress', acked: 0, last: null, ended: false };
  readonly #child: ChildProcess;
  readonly #account: Promise<Account>;

  constructor(order: Order) {
    // Clients of others print what they meet; that is not part of the bench's output.
    this.#child = fork(file, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    this.#account = new Promise((resolve) => {
      this.#child.on('message', (told: Told) => {
        if (told.kind === 'progress') this.progress = told;
        else resolve(told);
      });
      this.#child.once('exit', (code) => resolve(silent(code)));
      this.#child.once('error', () => resolve(silent(null)));
    });
    this.#account.then(({ ended, crash }) => {
      this.progress = { ...this.progress, ended: ended || crash !== null };
    });
    this.#child.send(order);
  }

  /** Ends it and answers what it saw. */
  async stop(): Promise<Account> {
    if (this.#child.connected) this.#child.send('stop');
    const account = await Promise.race([this.#account, sleep(lastWordMs, silent(null), { ref: false })]);
    await this.kill();
    return account;
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }
}

function silent(code: number | null): Account {
  const crash = `The writing process ended without its account, code ${code}.`;
  return { kind: 'account', acks: [], rejected: 0, open: 0, ended: true, crash };
}
