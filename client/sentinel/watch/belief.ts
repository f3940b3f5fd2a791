import { type Endpoint, same } from '../endpoint.ts';
import type { Verdict } from './vote.ts';

/** Who is held for the primary. */
export interface Belief {
  primary: Endpoint;
  /** `quorum`: equal answers. The others: one Sentinel said so, and the server itself. */
  because: 'quorum' | 'promotion' | 'switch' | 'epoch';
  /** Only an answer with a newer configuration epoch says something later than this. */
  epoch: number;
  /** Connects that failed one after the other. */
  failures: number;
  /** Who was primary before, where a promotion was followed. */
  left?: Endpoint | undefined;
}

// A promoted server that cannot be reached this often may be no primary for this client.
const failuresUntilDoubted = 3;

/** Must the Sentinels be asked before a client goes there? */
export function isOpen(belief: Belief | undefined): boolean {
  return !belief || belief.because === 'quorum' || belief.failures >= failuresUntilDoubted;
}

export function afterVerdict(belief: Belief | undefined, verdict: Verdict): Belief | undefined {
  const { primary, epoch } = verdict;
  if (!primary) return belief;
  const failures = same(belief?.primary, primary) ? (belief?.failures ?? 0) : 0;
  const agreed: Belief = { primary, because: 'quorum', epoch, failures };
  if (!belief || belief.because === 'quorum' || same(belief.primary, primary) || epoch > belief.epoch) {
    return agreed;
  }
  // The Sentinels learn of a promotion up to two seconds after the client that followed it: until then a majority may
  // name the server that was left. One that was frozen and wakes takes itself for the primary, and what it acknowledges is
  // thrown away. So nobody goes back on an old epoch, however hard the promoted server is to reach; see `reconsider`.
  return isOpen(belief) && !same(belief.left, primary) ? agreed : belief;
}

export function afterFailure(belief: Belief | undefined, failed: Endpoint): Belief | undefined {
  if (!belief || !same(belief.primary, failed)) return belief;
  return { ...belief, failures: belief.failures + 1 };
}
