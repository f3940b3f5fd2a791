import type { DrillReport, DrillRun, Fault, PhaseMark, Tick } from '../../../cli/drill/types.ts';

/** Numbers between 0 and 1, the same for the same seed. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

const targets: Record<Fault, number> = {
  kill: 1500,
  freeze: 1700,
  planned: 400,
  sentinel: 400,
  replica: 400,
  node: 1500,
  rolling: 400,
  random: 1500,
  external: 1500,
};

/** A run like those of the local backend, profile fast. */
export function sampleRun(fault: Fault = 'kill', seed = 1, more: Partial<DrillRun> = {}): DrillRun {
  const next = numbers(seed * 7919 + 13);
  const moves = fault === 'kill' || fault === 'freeze' || fault === 'planned';
  const recovery = Math.round((fault === 'planned' ? 150 : moves ? 760 : 40) * (0.9 + 0.4 * next()));
  const run = {
    fault,
    recovery_ms: recovery,
    target_ms: targets[fault],
    from: '127.0.0.1:7001',
    to: moves ? '127.0.0.1:7002' : '127.0.0.1:7001',
    ...more,
  };
  const back = run.recovery_ms;
  const timeline = ticks(back, fault === 'planned', run.from, run.to, next);
  const ok = back !== null && back <= run.target_ms && !more.lost && !more.second_failover;
  return {
    ok,
    gap_ms: back ?? 6000,
    acked: timeline.reduce((sum, tick) => sum + tick.acked, 0),
    lost: 0,
    duplicated: 0,
    rejected: timeline.reduce((sum, tick) => sum + tick.rejected, 0),
    second_failover: false,
    latency_ms: { p50: 0.8, p99: 4.2, max: back ?? 6000 },
    phases: moves ? phases(fault, back) : [{ name: 'fault', at: 0 }],
    timeline,
    problems: [],
    ...run,
  };
}

function phases(fault: Fault, back: number | null): PhaseMark[] {
  const at = (share: number) => Math.round((back ?? 760) * share);
  const down: PhaseMark[] =
    fault === 'planned'
      ? []
      : [
          { name: 'subjectively-down', at: at(0.66) },
          { name: 'objectively-down', at: at(0.72) },
        ];
  const after: PhaseMark[] =
    back === null
      ? []
      : [
          { name: 'leader-elected', at: at(0.78) },
          { name: 'promoted', at: at(0.93) },
          { name: 'first-write', at: back },
          { name: 'switched', at: back + 60 },
          { name: 'old-primary-back', at: back + 3400 },
        ];
  return [{ name: 'fault', at: 0 }, ...down, ...after];
}

function ticks(
  back: number | null,
  planned: boolean,
  from: string | null,
  to: string | null,
  next: () => number,
): Tick[] {
  const all: Tick[] = [];
  for (let at = -1000; at < (back ?? 2000) + 4000; at += 20) {
    const waiting = at >= 0 && (back === null || at < Math.floor(back / 20) * 20);
    const first = back !== null && at === Math.floor(back / 20) * 20;
    all.push({
      at,
      acked: waiting ? 0 : Math.round(30 + 14 * next()) + (first ? 16 : 0),
      rejected: waiting && !planned && next() > 0.97 ? 2 : 0,
      worstMs: waiting ? 0 : first ? (back ?? 0) : 0.6 + 3 * next(),
      node: waiting ? null : at < 0 ? from : to,
    });
  }
  return all;
}

export function sampleReport(runs: DrillRun[], more: Partial<DrillReport> = {}): DrillReport {
  const known = runs
    .flatMap((run) => (run.recovery_ms === null ? [] : [run.recovery_ms]))
    .sort((a, b) => a - b);
  return {
    stack: 'local',
    backend: 'local',
    instance: 'main',
    profile: 'fast',
    tls: true,
    writers: 4,
    started: '2026-11-23T17:00:00.000Z',
    fault: runs[0]?.fault ?? 'kill',
    target_ms: runs[0]?.target_ms ?? 1500,
    ok: runs.length > 0 && runs.every((run) => run.ok),
    runs,
    median_ms: known[Math.floor(known.length / 2)] ?? null,
    worst_ms: known.at(-1) ?? null,
    ...more,
  };
}

export const kinds = {
  one: () => sampleReport([sampleRun()]),
  fifty: () => sampleReport(Array.from({ length: 50 }, (_, i) => sampleRun('kill', i + 1))),
  missed: () =>
    sampleReport([
      sampleRun('kill', 1),
      sampleRun('kill', 2, { recovery_ms: 2310, lost: 3, problems: ['3 acknowledged writes are gone.'] }),
      sampleRun('kill', 3, { recovery_ms: null, to: null }),
      sampleRun('kill', 4, { second_failover: true }),
    ]),
  mixed: () =>
    sampleReport(
      (['kill', 'freeze', 'planned', 'sentinel', 'replica', 'kill', 'freeze', 'planned'] as const).map(
        (fault, i) => sampleRun(fault, i + 1),
      ),
      { fault: 'random' },
    ),
};
