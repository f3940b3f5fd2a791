import type { EventEmitter } from 'node:events';
import { within } from '../../observe/health.ts';

/** What the functions of this folder give. */
export interface Closable {
  close(): Promise<void>;
}

/** Closes workers first, so that their jobs end while everything is there, then the rest. Never rejects. */
export async function closeAll(...open: Closable[]): Promise<void> {
  const [workers, others] = [open.filter(isWorker), open.filter((each) => !isWorker(each))];
  await Promise.all(workers.map((each) => each.close()));
  await Promise.all(others.map((each) => each.close()));
}

function isWorker(open: Closable): boolean {
  return 'worker' in open;
}

/**
 * Ends BullMQ's part and then its clients, once, however often it is called. A BullMQ that waits for a Redis that is away
 * is given up after `timeoutMs`: cutting its connections ends what it waits for.
 */
export function closing(
  part: EventEmitter & { close(): Promise<void> },
  endClients: () => Promise<void>,
  timeoutMs = 10_000,
): () => Promise<void> {
  // Without a listener an error of a lost connection, which the client mends, would end the process.
  part.on('error', () => undefined);
  let closed: Promise<void> | undefined;
  const close = async () => {
    const ended = part.close().then(
      () => true,
      () => false,
    );
    await within(timeoutMs, ended);
    await endClients();
  };
  return () => (closed ??= close());
}
