import { setTimeout as sleep } from 'node:timers/promises';

const usualLimitMs = 30_000;

/** Waits until a condition holds, `limitMs` at most. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  limitMs = usualLimitMs,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Waited ${limitMs / 1000} s in vain until ${what}.`);
    await sleep(20);
  }
}
