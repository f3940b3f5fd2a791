const firstMs = 20;
const capMs = 1000;

/**
 * Milliseconds to wait before try number `attempt` (from 1): doubles from 20 to 1000, less up to half at random,
 * so that many clients do not come back in step. Always a number: retries never give up.
 */
export function retryDelay(attempt: number, random: () => number = Math.random): number {
  const whole = Math.min(capMs, firstMs * 2 ** Math.min(attempt - 1, 16));
  return Math.max(firstMs, Math.round(whole * (1 - random() / 2)));
}
