import {
  type Acked,
  compare,
  failoversOf,
  firstElsewhere,
  phasesOf,
  type SentinelEvent,
} from '../../cli/drill/index.ts';
import { loopback } from '../../providers/local/redis/index.ts';
import type { Ack, Fault, Run } from './types.ts';

/** When the fault struck and whom, milliseconds since 1970. */
export interface Struck {
  at: number;
  port: number;
}

/** All that is known of one run when it is over. */
export interface RunFacts {
  fault: Fault;
  struck: Struck;
  acks: readonly Ack[];
  /** The numbers found afterwards. */
  stored: readonly number[];
  events: readonly SentinelEvent[];
  /** The name the Sentinels know the primary by. */
  masterName: string;
  /** When it was over, milliseconds since 1970. */
  end: number;
}

export type Counted = Pick<
  Run,
  'recovery_ms' | 'gap_ms' | 'acked' | 'lost' | 'duplicated' | 'second_failover' | 'phases'
>;

export function countRun({ fault, struck, acks, stored, events, masterName, end }: RunFacts): Counted {
  const { at } = struck;
  const acked = acks.map(asAcked);
  const first = firstElsewhere(acked, at, nodeOn(struck.port));
  // Nobody is down in a planned one: the pause held back what a Sentinel listens for.
  const telling = fault === 'planned' ? events.filter(({ channel }) => !channel.endsWith('down')) : events;
  return {
    recovery_ms: first ? Math.round(first.at - at) : null,
    gap_ms: gapMs(acks, struck, end),
    acked: acks.length,
    ...compare(acked, [stored]),
    second_failover: failoversOf(events, masterName, at).length > 1,
    phases: phasesOf({ events: telling, masterName, at, firstAt: first?.at }),
  };
}

/**
 * When a planned failover began: with the pause of writes or with the Sentinel's first word of it, whichever came first, for
 * clients may follow that word. `called`: when somebody asked for it.
 */
export function begin(struck: Struck, events: readonly SentinelEvent[], called: number): number {
  const words = events.filter(({ at, channel }) => at >= called && channel === '+try-failover');
  return Math.min(struck.at, ...words.map(({ at }) => at));
}

/**
 * The longest time without an acknowledged write that ended after the fault; to `end` when none came any more. Not the drill's:
 * of writes that were rejected or are on their way nothing is known here but how many there were.
 */
export function gapMs(acks: readonly Ack[], fault: Struck, end: number): number {
  const times = [...acks.map(({ at }) => at).sort((a, b) => a - b), end];
  const gaps = times.map((at, i) => (at > fault.at ? at - (times[i - 1] ?? at) : 0));
  return Math.round(gaps.reduce((longest, gap) => Math.max(longest, gap), 0));
}

/** There is one writer. */
function asAcked({ id, at, port }: Ack): Acked {
  return { writer: 0, id, at, node: port === null ? null : nodeOn(port) };
}

function nodeOn(port: number): string {
  return `${loopback}:${port}`;
}
