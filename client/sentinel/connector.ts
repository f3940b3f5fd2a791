import { Socket } from 'node:net';
import { AbstractConnector } from 'ioredis';
import { retryDelay } from './delay.ts';
import { type Endpoint, reachable, same } from './endpoint.ts';
import type { Settled } from './options.ts';
import type { WatcherEvent } from './watch/events.ts';
import { type Hold, hold } from './watch/shared.ts';
import type { Watcher } from './watch/watcher.ts';
import { dial } from './wire/dial.ts';
import { provenAs } from './wire/identity.ts';
import { messageOf } from './wire/within.ts';

// The polite end of a connection that is closed by hand; ioredis' own 2 s would be spent on every frozen server.
const politeMs = 50;

/** What the connector reads of the options of its ioredis client. */
interface ClientOptions {
  username?: string | null;
  password?: string | null;
  enableReadyCheck?: boolean;
}

/** Takes one ioredis client to the primary, and away from a server that no longer is. */
export class PrimaryConnector extends AbstractConnector {
  readonly #o: Settled;
  readonly #client: ClientOptions;
  #hold: Hold | undefined;
  /** Where this client is or is going. */
  #target: Endpoint | undefined;
  /** Ends the connect under way. */
  #connecting: AbortController | undefined;
  /** Ends only the dial under way: the primary has moved meanwhile. */
  #dialling: AbortController | undefined;

  constructor(options: Settled, client: ClientOptions) {
    super(politeMs);
    this.#o = options;
    this.#client = client;
  }

  /**
   * Never rejects: ioredis then goes to `end` for good, whatever its `retryStrategy` says. A connect in vain is a
   * socket that is closed already, which counts as one retry.
   */
  override async connect(): Promise<Socket> {
    this.#connecting?.abort();
    const turn = new AbortController();
    this.#connecting = turn;
    this.connecting = true;
    // Keeps the process alive while it looks; the watcher's own sockets do not.
    const patience = setTimeout(() => turn.abort(), this.#o.timeouts.patience);
    try {
      return (await this.#seek(turn.signal)) ?? this.#inVain();
    } finally {
      clearTimeout(patience);
    }
  }

  /** The role of the server, from the ready check of ioredis. */
  override check({ role }: { role?: string }): boolean {
    const primary = role === undefined || role === 'master';
    if (!primary && this.#target) this.#hold?.watcher.failed(this.#target);
    return primary;
  }

  override disconnect(): void {
    this.#connecting?.abort();
    this.connecting = false;
    this.#close(this.stream);
    this.#hold?.leave();
  }

  /** Called for each of many replies that ask for a reconnect: the socket ends once. */
  #close(socket: Socket | undefined): void {
    if (!socket || socket.destroyed || socket.writableEnded) return;
    const timer = setTimeout(() => socket.destroy(), politeMs);
    socket.once('close', () => clearTimeout(timer));
    socket.end();
  }

  async #seek(signal: AbortSignal): Promise<Socket | undefined> {
    const watcher = this.#join();
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      const target = await unless(signal, watcher.locate());
      if (signal.aborted) break;
      this.firstError = target ? undefined : new Error(watcher.problem);
      const socket = target && (await this.#dial(watcher, target, signal));
      if (socket) return socket;
      if (watcher.primary && target && !same(watcher.primary, target)) continue;
      // The news of a promotion ends the pause: that is the moment everything waits for.
      if (!signal.aborted) await pause(watcher, retryDelay(attempt), signal);
    }
    return undefined;
  }

  async #dial(watcher: Watcher, target: Endpoint, signal: AbortSignal): Promise<Socket | undefined> {
    this.#target = target;
    const moved = new AbortController();
    this.#dialling = moved;
    const { natMap, dataTls, timeouts } = this.#o;
    try {
      const either = AbortSignal.any([signal, moved.signal]);
      const tls = provenAs(target, dataTls);
      const socket = await dial(reachable(natMap, target), tls, timeouts.connect, either);
      return this.#keep(socket);
    } catch (error) {
      if (moved.signal.aborted || signal.aborted) return undefined;
      this.firstError = new Error(`The primary of "${this.#o.masterName}": ${messageOf(error)}`);
      watcher.failed(target);
      return undefined;
    }
  }

  #keep(socket: Socket): Socket {
    this.stream = socket;
    socket.once('close', () => {
      if (this.stream === socket) this.#hold?.leave();
    });
    if (this.#client.enableReadyCheck !== false) this.#expectLife(socket);
    return socket;
  }

  /** The kernel of a frozen server accepts connections; ioredis waits for the answer to its handshake for ever. */
  #expectLife(socket: Socket): void {
    const timer = setTimeout(() => socket.destroy(), this.#o.timeouts.connect);
    timer.unref();
    socket.once('data', () => clearTimeout(timer));
    socket.once('close', () => clearTimeout(timer));
  }

  #inVain(): Socket {
    const socket = new Socket();
    socket.on('error', () => undefined);
    socket.destroy();
    this.#hold?.leave();
    return socket;
  }

  #onEvent = (event: WatcherEvent): void => {
    if (event.kind !== 'primary' || !this.#target || same(event.primary, this.#target)) return;
    this.#dialling?.abort();
    // At once: the old primary may be frozen, or still acknowledge what will be thrown away.
    this.stream?.destroy();
  };

  #join(): Watcher {
    if (!this.#hold) {
      const { username, password } = this.#client;
      this.#hold = hold(this.#o, { username: username ?? undefined, password: password ?? undefined }, () => {
        this.#hold?.watcher.off('event', this.#onEvent);
        this.#hold = undefined;
      });
      this.#hold.watcher.on('event', this.#onEvent);
    }
    this.#hold.stay();
    return this.#hold.watcher;
  }
}

async function unless<T>(signal: AbortSignal, work: Promise<T>): Promise<T | undefined> {
  return Promise.race([work, aborted(signal)]);
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}

/** Until the watcher names another primary, or `ms` are over. */
function pause(watcher: Watcher, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      watcher.off('event', onEvent);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const onEvent = (event: WatcherEvent) => {
      if (event.kind === 'primary') done();
    };
    const timer = setTimeout(done, ms);
    watcher.on('event', onEvent);
    signal.addEventListener('abort', done);
  });
}
