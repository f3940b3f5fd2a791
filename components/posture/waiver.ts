import type { PostureArgs } from './args.ts';
import { type Day, dayOf } from './day.ts';
import { type ReadWaiver, readWaivers } from './readWaiver.ts';

/** The resource that is judged. */
export interface Subject {
  name: string;
  /** Absent while it is not known: in a constructor it is an Output. */
  urn?: string;
}

/** What the waivers say about one rule. `position` counts from 0, as in `waivers[0]`. */
export type WaiverState =
  | { state: 'none' }
  | { state: 'active'; position: number; reason: string; until?: Day }
  | { state: 'expired'; position: number; until: Day }
  | { state: 'malformed'; position: number; problem: string };

/** The best that any waiver gives this rule: active, else malformed (it was meant to be), else expired. */
export function waiverFor(rule: string, args: PostureArgs, today: Date, subject: Subject): WaiverState {
  const states = readWaivers(args.waivers)
    .filter((waiver) => waiver.rule === rule && isMeantFor(subject, waiver))
    .map((waiver) => stateOn(dayOf(today), waiver));
  return (
    states.find(({ state }) => state === 'active') ??
    states.find(({ state }) => state === 'malformed') ??
    states.find(({ state }) => state === 'expired') ?? { state: 'none' }
  );
}

/** Whether a waiver counts on that day; its last day still does. */
export function stateOn(day: Day, waiver: ReadWaiver): WaiverState {
  const { position } = waiver;
  if (waiver.problem !== undefined) return { state: 'malformed', position, problem: waiver.problem };
  const { reason, until } = waiver;
  if (until === undefined) return { state: 'active', position, reason };
  return until >= day ? { state: 'active', position, reason, until } : { state: 'expired', position, until };
}

function isMeantFor(subject: Subject, waiver: ReadWaiver): boolean {
  if (waiver.resource === undefined) return true;
  const pattern = toPattern(waiver.resource);
  return pattern.test(subject.name) || (subject.urn !== undefined && pattern.test(subject.urn));
}

/** A name or URN in which `*` stands for any characters. */
function toPattern(text: string): RegExp {
  const literals = text.split('*').map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${literals.join('.*')}$`, 's');
}
