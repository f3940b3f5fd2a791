import type { EventEmitter } from 'node:events';
import { publish } from './channel.ts';
import { Checker, type Health, type HealthOptions, within } from './health.ts';
import type { ClientEvents, ClientState } from './state.ts';
import type { Tracker } from './tracker.ts';

export interface CloseOptions {
  /** Milliseconds that replies on the way and waiting commands are given; then they are cut off. Default 5000. */
  timeoutMs?: number;
}

/** What a client gives us beside its commands. */
export interface Served {
  ping(): Promise<unknown>;
  /** Waits for the replies on the way, then ends the connection. */
  quit(): Promise<unknown>;
  /** Ends the connection now, and rejects what still waits. */
  cut(): void;
}

/** The property `ha` of a client: what it does on top of ioredis. */
export class Handle {
  /** `ready`, `lost`, `failover`, `closed`, `trouble`, `rejected`. */
  readonly events: EventEmitter<ClientEvents>;
  readonly #tracker: Tracker;
  readonly #served: Served;
  readonly #checker: Checker;

  constructor(tracker: Tracker, served: Served) {
    this.events = tracker.events;
    this.#tracker = tracker;
    this.#served = served;
    this.#checker = new Checker(tracker, served);
    publish(this.events, () => this.state());
  }

  state(): ClientState {
    return this.#tracker.state;
  }

  /** Whether Redis can be used now: a PING within a limit, patient during a failover. */
  health(options?: HealthOptions): Promise<Health> {
    return this.#checker.check(options);
  }

  /** Lets what is under way end, then closes for good. Never rejects. */
  async close({ timeoutMs = 5000 }: CloseOptions = {}): Promise<void> {
    if (this.state().phase === 'closed') return;
    const ended = await within(
      timeoutMs,
      this.#served.quit().then(
        () => true,
        () => false,
      ),
    );
    if (!ended) this.#served.cut();
    this.#tracker.closed();
  }
}
