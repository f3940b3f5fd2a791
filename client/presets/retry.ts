import { retryDelay } from '../sentinel/delay.ts';

/** Milliseconds before the next try, or what ends a client of ioredis for ever: anything else than a number. */
export type Retry = (attempt: number) => unknown;

/** As `retry` says; where it gives no number, the client goes on with our own delay instead of ending. */
export function neverEnding(retry: Retry): (attempt: number) => number {
  return (attempt) => {
    const delay = retry(attempt);
    return isDelay(delay) ? delay : retryDelay(attempt);
  };
}

/** The first attempt after which `retry` would end the client; attempts far apart are enough to find a limit. */
export function givesUpAt(retry: Retry): number | undefined {
  return [1, 2, 5, 10, 25, 100, 1000].find((attempt) => !isDelay(retry(attempt)));
}

function isDelay(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

// READONLY: the primary became a replica. LOADING, MASTERDOWN: it is not ready, or a replica without its primary.
// UNBLOCKED: it was demoted while our command blocked. All of them are cured by asking again where the primary is.
const moved = /^(READONLY|LOADING|MASTERDOWN|UNBLOCKED)\b/;

/** 2: reconnect and send the failed command again; `true` would hand the error to the caller. */
export function reconnectAndResend(error: Error): 2 | false {
  return moved.test(error.message) ? 2 : false;
}
