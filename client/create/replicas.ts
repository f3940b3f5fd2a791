import type { EventEmitter } from 'node:events';
import { beforeReady, onRefused } from './internals.ts';

// A limit below that of the handshake; reads wait too, so no longer than a replica needs to follow.
const holdMs = 1500;
const resendForMs = 5000;
const betweenMs = 100;

/**
 * With min-replicas-to-write a server that was promoted a moment ago refuses writes ("NOREPLICAS") until a replica follows
 * it. Commands wait in the queue of the client meanwhile, in their order; one that is refused all the same in the first
 * seconds of a connection is sent again. Not one of a transaction: the rest of it would be missing. Later the error is the
 * caller's: then replicas are gone, not late.
 */
export function waitForReplicas(client: EventEmitter): void {
  let connectedAt = 0;
  let readyAt = Number.NEGATIVE_INFINITY;
  client.on('connect', () => {
    connectedAt = performance.now();
  });
  client.on('ready', () => {
    readyAt = performance.now();
  });
  beforeReady(client, (info) => {
    // Redis gives the count only where it has a limit for it.
    const alone = info.role === 'master' && info.min_slaves_good_slaves === '0';
    return alone && performance.now() - connectedAt < holdMs ? betweenMs : undefined;
  });
  onRefused(client, (error, again) => {
    if (!/^NOREPLICAS\b/.test(error.message) || performance.now() - readyAt > resendForMs) return false;
    setTimeout(again, betweenMs);
    return true;
  });
}
