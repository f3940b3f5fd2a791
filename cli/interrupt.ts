import { exits } from './failure.ts';

/** A second Ctrl-C counts only after this long: a terminal and a parent process may both deliver the first. */
const grace = 1000;

/**
 * Runs `task` with a signal that aborts at Ctrl-C, SIGTERM or SIGHUP, so that it can end its children and write its state.
 * A second Ctrl-C ends the process at once; what it leaves, the next `up` or `destroy` repairs.
 */
export async function interruptible<T>(
  task: (signal: AbortSignal) => Promise<T>,
  say: (line: string) => void,
): Promise<T> {
  const controller = new AbortController();
  let first = 0;
  const stop = () => {
    if (first === 0) {
      first = Date.now();
      say('Interrupted: finishing what is under way; Ctrl-C again to stop at once.');
      controller.abort();
    } else if (Date.now() - first > grace) {
      process.exit(exits.interrupted);
    }
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  try {
    return await task(controller.signal);
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}
