import { setTimeout as sleep } from 'node:timers/promises';

/** Looks until something holds: whether it did within `ms`. Rejects when `signal` ends it. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  ms: number,
  signal: AbortSignal,
  everyMs = 20,
): Promise<boolean> {
  const end = Date.now() + ms;
  for (;;) {
    signal.throwIfAborted();
    if (await holds()) return true;
    if (Date.now() > end) return false;
    await sleep(everyMs, undefined, { signal });
  }
}
