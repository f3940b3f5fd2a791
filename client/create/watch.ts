import { redact } from '../observe/redact.ts';
import type { Tracker } from '../observe/tracker.ts';
import { retryDelay } from '../sentinel/delay.ts';

/** What a client of ioredis, one or a cluster, gives to its watchdog. */
interface Watched {
  on(event: 'connecting' | 'ready' | 'close' | 'end', listener: () => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  readonly status: string;
  /** Whether the application wants the end. */
  isClosing(): boolean;
  connect(): Promise<void>;
}

/**
 * Tells the tracker what happens, and brings a client back that ended although nobody closed it: ioredis ends for ever
 * where a connector fails or news of a failover comes while it connects, and rejects every later command.
 */
export function watch(client: Watched, tracker: Tracker): void {
  let revivals = 0;
  // Connecting was under way before anybody could listen.
  if (client.status !== 'wait') tracker.connecting();
  // Who is closing may connect once more, to reject what waits.
  client.on('connecting', () => {
    if (!client.isClosing()) tracker.connecting();
  });
  client.on('ready', () => {
    revivals = 0;
    tracker.ready();
  });
  client.on('close', () => tracker.lost());
  // Without a listener ioredis writes every lost connection to the console.
  client.on('error', (error) => tracker.trouble(redact(error)));
  client.on('end', () => {
    if (client.isClosing()) return tracker.closed();
    tracker.lost();
    revivals += 1;
    setTimeout(revive, retryDelay(revivals));
  });

  function revive(): void {
    if (client.isClosing()) tracker.closed();
    // A try that fails says so in `error` and `end`.
    else client.connect().catch(() => undefined);
  }
}
