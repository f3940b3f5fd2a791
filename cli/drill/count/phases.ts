import type { PhaseMark, PhaseName } from '../types.ts';
import type { SentinelEvent } from '../watch/events.ts';

/** Who became primary after whom, as the Sentinels told it. */
export interface Failover {
  at: number;
  /** `host:port`, as announced. */
  from: string;
  to: string;
}

interface Known {
  events: readonly SentinelEvent[];
  masterName: string | undefined;
  at: number;
  promotedAt?: number | undefined;
  firstAt?: number | undefined;
  backAt?: number | undefined;
  secondAt?: number | undefined;
}

/** Events about the primary and which phase each begins; the first Sentinel that says so counts. */
const begins: readonly [PhaseName, RegExp, (words: string[]) => string | undefined][] = [
  ['subjectively-down', /^\+sdown$/, ([kind, name]) => (kind === 'master' ? name : undefined)],
  ['objectively-down', /^\+odown$/, ([kind, name]) => (kind === 'master' ? name : undefined)],
  ['leader-elected', /^\+elected-leader$/, ([, name]) => name],
  // Here the order is sent. +promoted-slave trails by up to a second, for a Sentinel learns of it from a periodic INFO.
  ['promoted', /^\+failover-state-wait-promotion$/, (words) => words[5]],
  ['switched', /^\+switch-master$/, ([name]) => name],
];

/** Phases that lead to a promotion: later ones belong to something else. */
const leading: readonly PhaseName[] = ['subjectively-down', 'objectively-down', 'leader-elected'];

/** The phases of a run in their order, each in whole milliseconds after the fault. */
export function phasesOf(known: Known): PhaseMark[] {
  const { events, masterName, at } = known;
  const heard = begins.flatMap(([name, channel, aboutIn]) => {
    const first = events.find(
      (event) =>
        event.at >= at && channel.test(event.channel) && aboutIn(event.message.split(' ')) === masterName,
    );
    return first ? [{ name, at: first.at }] : [];
  });
  const own: [PhaseName, number | undefined][] = [
    ['fault', at],
    ['promoted', known.promotedAt],
    ['first-write', known.firstAt],
    ['old-primary-back', known.backAt],
    ['second-failover', known.secondAt],
  ];
  const told = own.flatMap(([name, when]) => (when === undefined ? [] : [{ name, at: when }]));
  const marks = new Map([...heard, ...told].map((mark) => [mark.name, mark]));
  // A Sentinel that has not heard of the promotion yet calls the old primary down once more, which leads to nothing.
  const promoted = marks.get('promoted')?.at ?? marks.get('switched')?.at ?? Number.POSITIVE_INFINITY;
  for (const name of leading) if ((marks.get(name)?.at ?? at) > promoted) marks.delete(name);
  const sorted = [...marks.values()].sort((a, b) => a.at - b.at);
  return sorted.map((mark) => ({ ...mark, at: Math.round(mark.at - at) }));
}

/** Every failover once, though each Sentinel tells it: what one tells a second time has happened a second time. */
export function failoversOf(
  events: readonly SentinelEvent[],
  masterName: string | undefined,
  since: number,
): Failover[] {
  const found = new Map<string, Failover>();
  const told = new Map<string, number>();
  for (const { at, by, channel, message } of events) {
    const [name, fromHost, fromPort, toHost, toPort] = message.split(' ');
    if (channel !== '+switch-master' || name !== masterName || at < since) continue;
    const failover = { at, from: `${fromHost}:${fromPort}`, to: `${toHost}:${toPort}` };
    const pair = `${failover.from} ${failover.to}`;
    const times = (told.get(`${by} ${pair}`) ?? 0) + 1;
    told.set(`${by} ${pair}`, times);
    const key = `${pair} ${times}`;
    if (!found.has(key)) found.set(key, failover);
  }
  return [...found.values()];
}
