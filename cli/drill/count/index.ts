// What came of one run, from nothing but what was written, stored and heard: pure, so that every number can be shown.

import { expectedMoves, isSudden } from '../kinds.ts';
import type { DrillRun, Fault } from '../types.ts';
import type { SentinelEvent } from '../watch/events.ts';
import type { Write } from '../write/writers.ts';
import { firstElsewhere, latencyOf, longestGap, nodesAfter, writersOf } from './gaps.ts';
import { judge } from './judge.ts';
import { failoversOf, phasesOf } from './phases.ts';
import { compare } from './stored.ts';
import { timelineOf } from './timeline.ts';

/** All that is known of one run when it is over. Times in milliseconds since 1970. */
export interface RunFacts {
  fault: Exclude<Fault, 'random'>;
  target_ms: number;
  writes: readonly Write[];
  /** The numbers found afterwards, by writer. */
  stored: readonly (readonly number[])[];
  events: readonly SentinelEvent[];
  /** The name the Sentinels know the primary by. */
  masterName: string | undefined;
  at: number;
  /** When it was over. */
  until: number;
  /** The primary before. */
  from: string | null;
  /** Where the backend promoted somebody itself. */
  promotedAt?: number | undefined;
  /** When the old primary was seen as a replica in sync. */
  backAt?: number | undefined;
  /** Sentences about what did not come to an end. */
  troubles: readonly string[];
}

export type Counted = DrillRun;

export function countRun(facts: RunFacts): Counted {
  const { fault, target_ms, writes, events, masterName, at, until, from } = facts;
  const acked = writes.filter((write) => write.outcome === 'acked');
  const rejected = writes.filter((write) => write.outcome === 'rejected').length;
  const gap_ms = longestGap(writes, at, until);
  const struck = writersOf(acked, at, from);
  const first = firstElsewhere(
    acked.filter(({ writer }) => struck.has(writer)),
    at,
    from,
  );
  const failovers = failoversOf(events, masterName, at);
  const nodes = nodesAfter(acked, at, from);
  const expected = expectedMoves(fault);
  const second = failovers[expected]?.at ?? nodes[expected]?.at;
  const knowsNodes = acked.some((write) => write.node !== null);
  const recovered =
    isSudden(fault) && knowsNodes ? first && first.at - at : acked.some((write) => write.at > at) && gap_ms;
  const counted = {
    fault,
    target_ms,
    recovery_ms: typeof recovered === 'number' ? recovered : null,
    gap_ms,
    acked: acked.length,
    ...compare(acked, facts.stored),
    rejected,
    second_failover: second !== undefined,
    latency_ms: latencyOf(acked),
    from,
    to: fault === 'rolling' ? lastOf(acked) : (nodes.at(-1)?.node ?? (expected === 0 ? from : null)),
    phases: phasesOf({ ...facts, firstAt: first?.at, secondAt: second }),
    timeline: timelineOf(writes, at, first?.at, second),
  };
  const problems = judge(counted, { failovers: failovers.length || nodes.length, troubles: facts.troubles });
  return { ...counted, ok: problems.length === 0, problems };
}

/** Who acknowledged last. */
function lastOf(acked: readonly Write[]): string | null {
  return (
    acked.reduce<Write | undefined>((last, write) => (last && last.at > write.at ? last : write), undefined)
      ?.node ?? null
  );
}
