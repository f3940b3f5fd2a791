import { Redis, type RedisOptions } from 'ioredis';
import { Handle } from '../observe/handle.ts';
import { Tracker } from '../observe/tracker.ts';
import { presets, proven, type Workload } from '../presets/index.ts';
import { showCommands } from './given.ts';
import { limitHandshake } from './handshake.ts';
import { onRole, releaseIdle, waiting } from './internals.ts';
import { paceShortConnections } from './pace.ts';
import { waitForReplicas } from './replicas.ts';
import { limitSilence } from './silence.ts';
import { watch } from './watch.ts';

/** Replies have the shapes of RESP2, whatever is spoken. */
export type SingleOptions = RedisOptions & { replyMapping?: 'legacy' };

/** A client of ioredis that comes back by itself until it is closed; what `duplicate()` gives is an HaRedis too. */
export class HaRedis extends Redis {
  /** State, events, health and closing. */
  readonly ha: Handle;
  readonly #tracker: Tracker;
  readonly #workload: Workload;
  readonly #socketTimeout: number | undefined;
  // Written by connect(), which the constructor of ioredis calls: not a field of ours yet.
  declare private closing: boolean | undefined;

  constructor(workload: Workload, { socketTimeout, ...options }: SingleOptions) {
    super(options);
    this.#socketTimeout = socketTimeout;
    this.#tracker = new Tracker(workload, {
      queueLength: () => this.commandQueue.length + waiting(this),
      address: () => addressOf(this.stream),
    });
    this.ha = new Handle(this.#tracker, {
      ping: () => this.ping(),
      quit: () => this.quit(),
      cut: () => this.disconnect(),
    });
    this.#workload = workload;
    onRole(this, (role) => this.#tracker.learned(role));
    showCommands(this, this.#tracker);
    limitHandshake(this);
    if (socketTimeout !== undefined) limitSilence(this, socketTimeout);
    paceShortConnections(this);
    if (presets[workload].enableOfflineQueue) waitForReplicas(this);
    watch(
      {
        on: (event: string, listener: (error: Error) => void) => this.on(event, listener),
        status: this.status,
        isClosing: () => this.closing === true,
        connect: () => this.connect(),
      },
      this.#tracker,
    );
    this.on('end', () => {
      if (this.closing) releaseIdle(this.options.Connector);
    });
  }

  /**
   * One of ours, with the same preset.
   * @throws ConfigurationError where `override` breaks the workload
   */
  override duplicate(override?: Partial<RedisOptions>): HaRedis & ReturnType<Redis['duplicate']> {
    const same = { ...this.options, socketTimeout: this.#socketTimeout };
    const wanted = override ? proven(this.#workload, { ...same, ...override }) : same;
    return new HaRedis(this.#workload, wanted as SingleOptions);
  }

  override connect(callback?: Parameters<Redis['connect']>[0]): Promise<void> {
    this.closing = false;
    return super.connect(callback);
  }

  override disconnect(reconnect = false): void {
    if (!reconnect) {
      this.closing = true;
      // Between two tries ioredis would stay there, and what waits in its queue would never be answered.
      if (this.status === 'reconnecting') super.connect().catch(() => undefined);
      if (this.status === 'end') this.#tracker.closed();
    }
    super.disconnect(reconnect);
  }

  override quit(callback?: Parameters<Redis['quit']>[0]): Promise<'OK'> {
    this.closing = true;
    return super.quit(callback);
  }
}

function addressOf(stream: Redis['stream'] | undefined): string | undefined {
  const { remoteAddress: host, remotePort: port } = stream ?? {};
  if (host === undefined || port === undefined) return undefined;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
