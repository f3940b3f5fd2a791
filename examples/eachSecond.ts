import { setTimeout as sleep } from 'node:timers/promises';

/** Does something again and again, at most once a second, until Ctrl-C. */
export async function eachSecond(work: () => Promise<void>): Promise<void> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  while (!stop.signal.aborted) {
    const second = sleep(1000, undefined, { signal: stop.signal }).catch(() => undefined);
    await work();
    await second;
  }
}
