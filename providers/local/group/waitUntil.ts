import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 5;

/** Polls until it is done; after `ms` it throws what `late` says. */
export async function waitUntil(
  ms: number,
  late: string | (() => string),
  done: () => Promise<boolean>,
): Promise<void> {
  const until = Date.now() + ms;
  while (!(await done())) {
    if (Date.now() > until) throw new Error(typeof late === 'string' ? late : late());
    await sleep(pollMs);
  }
}
