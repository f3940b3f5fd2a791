import { isSudden } from '../kinds.ts';
import type { DrillRun, Fault, PhaseName } from '../types.ts';

export const phaseWords: Record<PhaseName, string> = {
  fault: 'fault',
  'subjectively-down': 'subjectively down',
  'objectively-down': 'objectively down',
  'leader-elected': 'leader elected',
  promoted: 'replica promoted',
  'first-write': 'first write',
  switched: 'Sentinels switched',
  'old-primary-back': 'old primary back',
  'second-failover': 'second failover',
};

/** What a fault did, as a sentence. */
export const faultSentences: Record<Fault, string> = {
  kill: 'The primary was killed.',
  freeze: 'The primary was frozen: its connections stayed open and nothing answered.',
  planned: 'The primary handed over as planned: writes were held, then a replica was promoted.',
  sentinel: 'A Sentinel was killed.',
  replica: 'A replica was killed.',
  node: 'The node of the primary was taken away with all that ran on it.',
  rolling: 'Every server was replaced, one after the other.',
  random: 'Each run drew its fault by lot.',
  external: 'The fault came from outside; the drill only wrote and counted.',
};

/** What `recovery_ms` is for a fault. */
export function recoveryMeans(fault: Fault): string {
  if (isSudden(fault)) return 'from the fault to the first acknowledged write on another node';
  return 'the longest time between two acknowledged writes';
}

/** `812 ms`, `12.3 s` from ten seconds on, `never` for null. */
export function duration(ms: number | null): string {
  if (ms === null) return 'never';
  if (Math.abs(ms) >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Number(ms.toFixed(Math.abs(ms) < 10 ? 1 : 0))} ms`;
}

/** 12345 as `12 345`. */
export function grouped(n: number): string {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ' ');
}

/** What kept a run from being ok, in a few words each; none for a run that is ok. */
export function shortfalls(run: DrillRun): string[] {
  if (run.ok) return [];
  const over = run.recovery_ms === null ? 0 : run.recovery_ms - run.target_ms;
  const found = [
    ...(run.recovery_ms === null ? ['no write was acknowledged again'] : []),
    ...(over > 0 ? [`${duration(over)} over the target of ${duration(run.target_ms)}`] : []),
    ...(run.lost > 0
      ? [`${grouped(run.lost)} acknowledged ${run.lost === 1 ? 'write' : 'writes'} lost`]
      : []),
    ...(run.second_failover ? ['an unwanted failover'] : []),
  ];
  return found.length > 0 ? found : ['not ok'];
}

/** Text from outside, without what would move a terminal's cursor or break a document. */
export function printable(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\p{Cf}\uFFFE\uFFFF]/gu, ' ');
}
