import type { PhaseMark, PhaseName } from '../../cli/drill/types.ts';
import type { SentinelEvent } from './servers/index.ts';
import type { Ack, Fault } from './types.ts';

/** When the fault struck and whom, milliseconds since 1970. */
export interface Struck {
  at: number;
  port: number;
}

/**
 * When a planned failover began: with the pause of writes or with the Sentinel's first word of it, whichever came first, for
 * clients may follow that word. `called`: when somebody asked for it.
 */
export function begin(struck: Struck, events: readonly SentinelEvent[], called: number): number {
  const words = events.filter(({ at, name }) => at >= called && name === '+try-failover');
  return Math.min(struck.at, ...words.map(({ at }) => at));
}

/** From the fault to the first write that another server acknowledged; null when none did. */
export function recoveryMs(acks: readonly Ack[], fault: Struck): number | null {
  const elsewhere = acks.filter(({ at, port }) => at > fault.at && port !== null && port !== fault.port);
  return elsewhere.length === 0 ? null : Math.round(Math.min(...elsewhere.map(({ at }) => at)) - fault.at);
}

/** The longest time without an acknowledged write that ended after the fault; to `end` when none came any more. */
export function gapMs(acks: readonly Ack[], fault: Struck, end: number): number {
  const times = [...acks.map(({ at }) => at).sort((a, b) => a - b), end];
  const gaps = times.map((at, i) => (at > fault.at ? at - (times[i - 1] ?? at) : 0));
  return Math.round(gaps.reduce((longest, gap) => Math.max(longest, gap), 0));
}

/** Acknowledged and not there; there more than once. */
export function missing(
  acks: readonly Ack[],
  stored: readonly number[],
): { lost: number; duplicated: number } {
  const there = new Map<number, number>();
  for (const id of stored) there.set(id, (there.get(id) ?? 0) + 1);
  return {
    lost: acks.filter(({ id }) => !there.has(id)).length,
    duplicated: [...there.values()].filter((times) => times > 1).length,
  };
}

/** Published some 10 ms before the server is primary. */
export const promotionOrdered = '+failover-state-wait-promotion';

const signs: readonly { phase: PhaseName; name: string }[] = [
  { phase: 'subjectively-down', name: '+sdown' },
  { phase: 'objectively-down', name: '+odown' },
  { phase: 'leader-elected', name: '+elected-leader' },
  { phase: 'promoted', name: promotionOrdered },
  { phase: 'switched', name: '+switch-master' },
];

/** When each step was first heard of from any Sentinel. */
export function phasesOf(
  fault: Fault,
  events: readonly SentinelEvent[],
  struck: Struck,
  recovery: number | null,
): PhaseMark[] {
  const marks = signs.flatMap(({ phase, name }): PhaseMark[] => {
    // Nobody is down in a planned one: the pause held back what a Sentinel listens for.
    if (fault === 'planned' && name.endsWith('down')) return [];
    const first = events.find(
      (event) => event.at >= struck.at && event.name === name && concernsPrimary(event),
    );
    return first ? [{ name: phase, at: Math.round(first.at - struck.at) }] : [];
  });
  if (recovery !== null) marks.push({ name: 'first-write', at: recovery });
  return [{ name: 'fault', at: 0 }, ...marks.sort((a, b) => a.at - b.at)];
}

/** A replica that is called down has the same event; switches name the group first. */
function concernsPrimary({ name, text }: SentinelEvent): boolean {
  return name !== '+sdown' || text.startsWith('master ');
}

/** The Sentinels moved the primary more than once: `+switch-master NAME OLD-IP OLD-PORT NEW-IP NEW-PORT`. */
export function failedOverAgain(events: readonly SentinelEvent[], fault: Struck): boolean {
  const switches = events.filter(({ at, name }) => at >= fault.at && name === '+switch-master');
  return new Set(switches.map(({ text }) => text.split(' ').slice(1).join(' '))).size > 1;
}
