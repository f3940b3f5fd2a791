import type { EventEmitter } from 'node:events';
import { countRetries } from './internals.ts';

// A connection that ends sooner did not bring the client any further.
const worthMs = 1000;

/**
 * ioredis waits longer after each connect that fails, and begins anew with each that succeeds. Where a name still leads to
 * the old primary (DNS of a managed service, for up to a minute), connects succeed and the first write sends the client
 * away again: without this, fifty times a second.
 */
export function paceShortConnections(client: EventEmitter): void {
  let inARow = 0;
  let readyAt: number | undefined;
  client.on('ready', () => {
    readyAt = performance.now();
    countRetries(client, inARow);
  });
  client.on('close', () => {
    if (readyAt === undefined) return;
    inARow = performance.now() - readyAt < worthMs ? inARow + 1 : 0;
    readyAt = undefined;
  });
}
