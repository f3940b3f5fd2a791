import { Redis } from 'ioredis';
import { loopback } from '../../../providers/local/redis/index.ts';
import { now } from '../types.ts';
import type { Servers } from './servers.ts';

/** Something a Sentinel said. */
export interface SentinelEvent {
  at: number;
  /** For example `+odown`. */
  name: string;
  /** For example `master main 127.0.0.1 6380 #quorum 2/2`. */
  text: string;
}

/** Listens to all events of all Sentinels until it is closed. */
export class SentinelEvents {
  readonly heard: SentinelEvent[] = [];
  readonly #links: Redis[] = [];

  static async open(servers: Servers): Promise<SentinelEvents> {
    const events = new SentinelEvents();
    await Promise.all(servers.sentinels.map((target) => events.#listen(target)));
    return events;
  }

  close(): void {
    for (const link of this.#links) link.disconnect();
  }

  async #listen({ port, password, ca }: Servers['sentinels'][number]): Promise<void> {
    const link = new Redis({
      host: loopback,
      port,
      ...(password && { password }),
      ...(ca !== undefined && { tls: { ca } }),
      enableReadyCheck: false,
    });
    this.#links.push(link);
    link.on('error', () => undefined);
    link.on('pmessage', (_pattern, name: string, text: string) => this.heard.push({ at: now(), name, text }));
    await link.psubscribe('*');
  }
}
