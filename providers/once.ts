import type { Injected } from './backend.ts';

/** A `heal` that can be called again: later calls wait for the first, and try again where that failed. */
export function once(heal: Injected['heal']): Injected['heal'] {
  let healing: Promise<void> | undefined;
  return (watched) => {
    healing ??= heal(watched).catch((error: Error) => {
      healing = undefined;
      throw error;
    });
    return healing;
  };
}
