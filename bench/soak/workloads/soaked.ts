import type { HaCluster, HaRedis } from '../../../client/index.ts';
import type { Pulse } from './pulse.ts';

/** What one workload counted. */
export interface Books {
  /** What was acknowledged to it: jobs, sessions, writes, allowed requests, cached values, broadcasts. */
  acknowledged: number;
  /** Of these, what is not there any more, or was never heard. */
  lost: number;
  /** Of these, what happened more than once; allowed, for what is not answered is sent again. */
  twice: number;
  /** Calls that were refused, with an error. */
  rejected: number;
  /** Requests that were allowed beyond limit + insurance x instances. */
  overrun: number;
}

/** A workload that runs until it is ended. */
export interface Soaked {
  readonly name: string;
  readonly clients: readonly (HaRedis | HaCluster)[];
  readonly books: Books;
  /** Beats with each acknowledgement. */
  readonly pulse: Pulse;
  /** Settles what was begun so far: everything acknowledged is looked for. */
  check(): Promise<void>;
  /** Begins nothing new, waits for what is under way, settles the rest, and closes. */
  end(): Promise<void>;
}

export function emptyBooks(): Books {
  return { acknowledged: 0, lost: 0, twice: 0, rejected: 0, overrun: 0 };
}

/** Calls `act` every so many milliseconds without waiting for it; `stop` waits for those under way. */
export function pace(everyMs: number, act: () => Promise<void>): { stop(): Promise<void> } {
  const under = new Set<Promise<void>>();
  const timer = setInterval(() => {
    const call = act().finally(() => under.delete(call));
    under.add(call);
  }, everyMs);
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(under);
    },
  };
}

/** Until `holds`, or so many milliseconds are over; whether it held. */
export async function eventually(ms: number, holds: () => boolean | Promise<boolean>): Promise<boolean> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}
