import { Redis } from 'ioredis';
import type { Endpoint } from '../../../providers/backend.ts';
import type { ClientConnection } from '../write/client.ts';

/** What one Sentinel published. */
export interface SentinelEvent {
  /** Milliseconds since 1970, when it was heard. */
  at: number;
  /** `host:port` of the Sentinel, as the connection names it. */
  by: string;
  /** For example `+switch-master`. */
  channel: string;
  message: string;
}

/** Hears all that the Sentinels of one instance publish, until it is closed. Hears nothing where there are none. */
export class SentinelEvents {
  readonly all: SentinelEvent[] = [];
  readonly #ears: Redis[];
  readonly #listening: Promise<unknown>[] = [];

  constructor({ connection, natMap = {} }: ClientConnection) {
    const { topology, endpoints, sentinel, tls } = connection;
    const hear = ({ host, port }: Endpoint) => {
      const ear = new Redis({
        ...(natMap[`${host}:${port}`] ?? { host, port }),
        ...(sentinel?.username && { username: sentinel.username }),
        ...(sentinel?.password && { password: sentinel.password }),
        ...(tls.enabled && { tls: { ca: tls.ca, ...(tls.serverName && { servername: tls.serverName }) } }),
        enableReadyCheck: false,
        disableClientInfo: true,
        maxRetriesPerRequest: null,
        disconnectTimeout: 50,
        retryStrategy: () => 200,
      });
      // A Sentinel that is killed on purpose is not worth a word.
      ear.on('error', () => undefined);
      ear.on('pmessage', (_, channel: string, message: string) =>
        this.all.push({ at: Date.now(), by: `${host}:${port}`, channel, message }),
      );
      const listening = ear.psubscribe('*');
      // Whoever does not wait for it does not mind when it is closed before.
      listening.catch(() => undefined);
      this.#listening.push(listening);
      return ear;
    };
    this.#ears = topology === 'sentinel' ? endpoints.map(hear) : [];
  }

  /** Ends when every Sentinel is listened to, those too that do not answer yet. */
  async ready(): Promise<void> {
    await Promise.all(this.#listening);
  }

  close(): void {
    for (const ear of this.#ears) ear.disconnect();
  }
}
