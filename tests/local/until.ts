import { setTimeout as sleep } from 'node:timers/promises';

/** Long, since a machine that others use may stand still for seconds; only a failure waits for it. */
const usualLimitMs = 90_000;

/** Waits until a condition holds, `limitMs` at most. While asking for it fails, it does not hold. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  limitMs = usualLimitMs,
): Promise<void> {
  const end = Date.now() + limitMs;
  let cause: unknown;
  const holds = async () => {
    try {
      return await condition();
    } catch (error) {
      cause = error;
      return false;
    }
  };
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited ${limitMs / 1000} s in vain until ${what}.`, { cause });
    await sleep(20);
  }
}
