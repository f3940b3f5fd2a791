import type { Day } from './day.ts';
import { type ReadWaiver, readWaivers } from './readWaiver.ts';

/** The resource that is judged. */
export interface Subject {
  name: string;
  /** Absent while it is not known: in a constructor it is an Output. */
  urn?: string;
}

/** What one waiver says about the rule it names. `position` counts from 0, as in `waivers[0]`. */
export type WaiverState =
  | { state: 'active'; position: number; reason: string; until?: Day }
  | { state: 'expired'; position: number; until: Day }
  | { state: 'malformed'; position: number; problem: string };

/** What each waiver that names this rule and is meant for this resource comes to on that day. */
export function waiverStates(rule: string, waivers: unknown, day: Day, subject: Subject): WaiverState[] {
  return readWaivers(waivers)
    .filter((waiver) => waiver.rule === rule && isMeantFor(subject, waiver.resource))
    .map((waiver) => stateOn(day, waiver));
}

/** Whether a waiver counts on that day; its last day still does. */
export function stateOn(day: Day, waiver: ReadWaiver): WaiverState {
  const { position } = waiver;
  if (waiver.problem !== undefined) return { state: 'malformed', position, problem: waiver.problem };
  const { reason, until } = waiver;
  if (until === undefined) return { state: 'active', position, reason };
  return until >= day ? { state: 'active', position, reason, until } : { state: 'expired', position, until };
}

/** Whether a waiver with this `resource` is meant for the subject: one without is for all. */
export function isMeantFor(subject: Subject, resource: string | undefined): boolean {
  if (resource === undefined) return true;
  const pattern = toPattern(resource);
  return pattern.test(subject.name) || (subject.urn !== undefined && pattern.test(subject.urn));
}

/** A name or URN in which `*` stands for any characters. */
function toPattern(text: string): RegExp {
  const literals = text.split('*').map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${literals.join('.*')}$`, 's');
}
