import type { Write } from '../../../cli/drill/index.ts';

/** Writes of one writer every 10 ms from 0, each acknowledged by `node` after 1 ms. */
export function steady(from: number, until: number, node: string, writer = 0): Write[] {
  const count = Math.floor((until - from) / 10);
  return Array.from({ length: count }, (_, i) => ack(writer, from / 10 + i, from + i * 10 + 1, node));
}

/** One acknowledged at `at` after `ms`. */
export function ack(writer: number, id: number, at: number, node: string | null, ms = 1): Write {
  return { writer, id, outcome: 'acked', at, ms, node };
}

/** A failover as one writer sees it: `old` until `from`, what was sent meanwhile is acknowledged by `next` at `until`. */
export function failover(from: number, until: number, end: number, [old, next]: [string, string]): Write[] {
  const waiting = Array.from({ length: (until - from) / 10 }, (_, i) =>
    ack(0, from / 10 + i, until, next, until - from - i * 10),
  );
  return [...steady(0, from, old), ...waiting, ...steady(until, end, next)];
}
