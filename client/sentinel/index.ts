// The way of an ioredis client to the primary behind Sentinels: who is asked, who is believed, when a server is left.
// Not here: options by workload, state and metrics (the folders beside).
import { PrimaryConnector } from './connector.ts';
import type { Endpoint } from './endpoint.ts';
import { type SentinelOptions, settle } from './options.ts';
import type { WatcherListener } from './watch/events.ts';
import { listen, releaseIdle, watcherOf } from './watch/shared.ts';

export { retryDelay } from './delay.ts';
export type { Endpoint, NatMap } from './endpoint.ts';
export type { SentinelOptions, Timeouts } from './options.ts';
export type { WatcherEvent, WatcherListener } from './watch/events.ts';

/** The option `Connector` of ioredis 5.11 and 6, with what the process's watcher tells beside it. */
export interface SentinelConnectorClass {
  new (options: unknown): PrimaryConnector;
  /** Calls back with all the watcher sees, while any client is connected; returns what ends it. */
  watch(listener: WatcherListener): () => void;
  /** Where the clients belong now, as announced; undefined while nobody knows. */
  primary(): Endpoint | undefined;
  /** The Sentinels known, and whether each is listened to. */
  sentinels(): { endpoint: Endpoint; live: boolean }[];
  /** After a client's `quit()` or `disconnect()`: lets go of the watcher now, not after `timeouts.linger`. */
  releaseIdle(): void;
}

/**
 * A connector class for `new Redis({ Connector, … })`. Give the servers' `username` and `password` to ioredis as usual;
 * its own Sentinel and TLS options are not read. `retryStrategy` must always return a number.
 * All clients of a process with equal options share one watcher, which ends with the last of them.
 * Throws when there is no Sentinel or no name to ask for.
 */
export function sentinelConnector(options: SentinelOptions): SentinelConnectorClass {
  const settled = settle(options);
  return class extends PrimaryConnector {
    constructor(client: unknown) {
      super(settled, client ?? {});
    }

    static watch(listener: WatcherListener): () => void {
      return listen(settled, listener);
    }

    static primary(): Endpoint | undefined {
      return watcherOf(settled)?.primary;
    }

    static sentinels(): { endpoint: Endpoint; live: boolean }[] {
      return watcherOf(settled)?.sentinels ?? [];
    }

    static releaseIdle(): void {
      releaseIdle(settled);
    }
  };
}
