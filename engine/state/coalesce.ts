import { setImmediate } from 'node:timers/promises';

/**
 * At most one write at a time. Values given while one is written wait for one next write, which takes the
 * last of them: each promise resolves when its value, or a later one, is written. So many steps that end
 * together cost one write, and none is reported done before it is on disk. A failed write fails those who
 * wait for it; the next is tried afresh.
 */
export function coalesced<T>(write: (value: T) => Promise<void>): (value: T) => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let next: { value: T; written: Promise<void> } | undefined;

  return (value) => {
    if (next) {
      next.value = value;
      return next.written;
    }
    const before = running.catch(() => undefined);
    const written = before.then(async () => {
      // Those who end in this turn of the event loop come along.
      await setImmediate();
      const last = next?.value ?? value;
      next = undefined;
      await write(last);
    });
    next = { value, written };
    running = written;
    return written;
  };
}
