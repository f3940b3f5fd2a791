import { dayOf } from './day.ts';
import type { Judgement } from './judgement.ts';
import { type Subject, type WaiverState, waiverStates } from './waiver.ts';

/** A list of waivers as it arrives, and where a person finds it. */
export interface WaiverList {
  /** `waivers`, or the key of a stack file. */
  at: string;
  waivers: unknown;
}

/**
 * What a rule that does not hold comes to. The best of all waivers counts: one in force, else one that was meant to be
 * and is malformed, else one that has ended.
 */
export function settle(
  rule: string,
  message: string,
  lists: readonly WaiverList[],
  today: Date,
  subject: Subject,
): Judgement {
  const found = lists.flatMap(({ at, waivers }) =>
    waiverStates(rule, waivers, dayOf(today), subject).map((waiver) => ({ at, waiver })),
  );
  const active = found.map(({ waiver }) => waiver).find((waiver) => waiver.state === 'active');
  if (active) return { state: 'waived', reason: active.reason, until: active.until };
  const [best] = [...ofState('malformed', found), ...ofState('expired', found)];
  return { state: 'violation', message: best === undefined ? message : `${message} ${noUse(best)}` };
}

interface Found {
  at: string;
  waiver: WaiverState;
}

function ofState(state: WaiverState['state'], found: Found[]): Found[] {
  return found.filter(({ waiver }) => waiver.state === state);
}

function noUse({ at, waiver }: Found): string {
  const which = `Its waiver, ${at}[${waiver.position}],`;
  return waiver.state === 'malformed'
    ? `${which} does not count: ${waiver.problem}.`
    : `${which} ended on ${waiver.until} (UTC).`;
}
