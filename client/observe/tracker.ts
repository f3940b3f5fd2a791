import { EventEmitter } from 'node:events';
import type { Workload } from '../presets/index.ts';
import { reasonOf } from './rejection.ts';
import type { ClientEvents, ClientState, Phase } from './state.ts';

/** What only the client itself knows, asked for when it is needed. */
export interface Look {
  queueLength(): number;
  address(): string | undefined;
}

/** Keeps one client's state from what it is told; knows nothing of sockets and commands. */
export class Tracker {
  readonly events = new EventEmitter<ClientEvents>();
  readonly #workload: Workload;
  readonly #look: Look;
  /** A command is given anew whenever it is sent again. */
  readonly #seen = new WeakSet<object>();
  #role: ClientState['role'];
  #phase: Phase = 'idle';
  #wasReady = false;
  #since = new Date();
  #address: string | undefined;
  #lostAt: number | undefined;
  #reconnects = 0;
  #lastFailoverMs: number | undefined;
  #lastError: string | undefined;

  constructor(workload: Workload, look: Look) {
    this.#workload = workload;
    this.#look = look;
  }

  /** Whether it was, at any time. */
  get wasReady(): boolean {
    return this.#wasReady;
  }

  get state(): ClientState {
    return {
      workload: this.#workload,
      phase: this.#phase,
      ...(this.#address !== undefined && { address: this.#address }),
      ...(this.#role && { role: this.#role }),
      since: this.#since,
      reconnects: this.#reconnects,
      queueLength: this.#look.queueLength(),
      ...(this.#lastFailoverMs !== undefined && { lastFailoverMs: this.#lastFailoverMs }),
      ...(this.#lastError !== undefined && { lastError: this.#lastError }),
    };
  }

  connecting(): void {
    this.#enter(this.#lostAt === undefined ? 'connecting' : 'reconnecting');
  }

  /** What a server says of itself, before `ready`. */
  learned(role: ClientState['role']): void {
    this.#role = role;
  }

  ready(): void {
    const from = this.#address;
    const to = this.#look.address();
    this.#address = to;
    this.#wasReady = true;
    this.#enter('ready');
    if (this.#lostAt !== undefined) {
      const ms = Math.round(performance.now() - this.#lostAt);
      this.#lostAt = undefined;
      this.#reconnects += 1;
      if (from !== undefined && to !== undefined && from !== to) {
        this.#lastFailoverMs = ms;
        this.events.emit('failover', { from, to, ms });
      }
    }
    this.events.emit('ready', this.state);
  }

  /** Told again by each try that fails; counted from the first. */
  lost(): void {
    if (this.#phase !== 'ready') return;
    this.#lostAt = performance.now();
    this.#enter('reconnecting');
    this.events.emit('lost', this.state);
  }

  trouble(error: Error): void {
    this.#lastError = error.message;
    this.events.emit('trouble', error);
  }

  /** Looks at a command that was given, if anybody wants to know. */
  given(command: { readonly name: string; readonly promise: Promise<unknown> }): void {
    if (this.events.listenerCount('rejected') === 0 || this.#seen.has(command)) return;
    this.#seen.add(command);
    command.promise.catch((error: unknown) => {
      this.events.emit('rejected', { command: command.name, reason: reasonOf(error) });
    });
  }

  closed(): void {
    if (this.#phase === 'closed') return;
    this.#lostAt = undefined;
    this.#enter('closed');
    this.events.emit('closed', this.state);
  }

  #enter(phase: Phase): void {
    if (this.#phase === phase) return;
    this.#phase = phase;
    this.#since = new Date();
  }
}
