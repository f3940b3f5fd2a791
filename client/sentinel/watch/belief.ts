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
}

// A promoted server that cannot be reached this often is no primary for this client.
const failuresUntilForgotten = 3;

export function afterVerdict(belief: Belief | undefined, verdict: Verdict): Belief | undefined {
  const { primary, epoch } = verdict;
  if (!primary) return belief;
  const failures = same(belief?.primary, primary) ? (belief?.failures ?? 0) : 0;
  const agreed: Belief = { primary, because: 'quorum', epoch, failures };
  if (!belief || belief.because === 'quorum' || same(belief.primary, primary)) return agreed;
  // The Sentinels learn of a promotion up to two seconds after the client that followed it.
  return epoch > belief.epoch ? agreed : belief;
}

export function afterFailure(belief: Belief | undefined, failed: Endpoint): Belief | undefined {
  if (!belief || !same(belief.primary, failed)) return belief;
  const failures = belief.failures + 1;
  return failures < failuresUntilForgotten ? { ...belief, failures } : undefined;
}
