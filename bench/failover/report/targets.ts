import { markdownTable } from '../../../cli/show/marked.ts';
import type { Summary } from '../summary.ts';
import type { Fault } from '../types.ts';
import type { Results } from './results.ts';
import { duration } from './words.ts';

interface Target {
  asked: string;
  system: string;
  fault: Fault;
  /** Milliseconds, at most. */
  most: number;
}

const medians: readonly Target[] = [
  { asked: 'kill, fast: median at most 1.0 s', system: 'ours', fault: 'kill', most: 1000 },
  { asked: 'freeze, fast: median at most 1.2 s', system: 'ours', fault: 'freeze', most: 1200 },
  { asked: 'planned, fast: median at most 0.30 s', system: 'ours', fault: 'planned', most: 300 },
  { asked: 'kill, balanced: median at most 1.6 s', system: 'ours-balanced', fault: 'kill', most: 1600 },
];
const slowest: Target = {
  asked: 'kill, fast: the worst of fifty at most 1.5 s',
  system: 'ours',
  fault: 'kill',
  most: 1500,
};
/** How many times as long the plan takes after a kill, at least. */
const times = 7;

/** Figures of other benches stand once, in the pages that those write. */
const elsewhere = [
  [
    'all five workloads through 200 faults at random: 0 clients dead',
    '[workloads.md](workloads.md#what-a-failover-does)',
    '`npm run soak -- --faults 200`',
  ],
  [
    'throughput at least 0.97 of bare ioredis',
    '[performance.md](performance.md#the-client-beside-bare-ioredis)',
    '`npm run bench:client`',
  ],
];

/** What was asked of a failover beside what the systems' runs and the fifty kills gave. */
export function targets(systems: Results, fifty: Results): string {
  const [many, most] = [command(systems), command(fifty)];
  const ours = [...systems.summaries, ...fifty.summaries].filter(({ system }) => system.startsWith('ours'));
  const runs = sum(ours, ({ n }) => n);
  const lost = ours.reduce((worst, summary) => Math.max(worst, summary.lost.worst), 0);
  const seconds = sum(ours, ({ second_failovers }) => second_failovers);
  return markdownTable(
    ['asked', 'measured', 'command'],
    [
      ...medians.map((target) => [target.asked, timeOf(systems, target, 'median_ms'), many]),
      [slowest.asked, timeOf(fifty, slowest, 'worst_ms'), most],
      [`kill: the plan takes at least ${times} times as long`, ratioOf(systems), many],
      ['acknowledged and lost: 0', judged(`${lost} in ${runs} runs`, lost === 0), 'both'],
      ['second failovers: 0', judged(`${seconds} in ${runs} runs`, seconds === 0), 'both'],
      ...elsewhere,
    ],
  );
}

function timeOf(results: Results, { system, fault, most }: Target, which: 'median_ms' | 'worst_ms'): string {
  const found = find(results, system, fault);
  if (!found) return 'not run';
  const ms = found[which];
  return judged(`${duration(ms)}, ${found.n} runs`, ms !== null && ms <= most);
}

function ratioOf(results: Results): string {
  const ours = find(results, 'ours', 'kill');
  const plan = find(results, 'plan', 'kill');
  if (!ours || !plan) return 'not run';
  if (ours.median_ms === null || plan.median_ms === null) return 'one of them never recovered';
  const ratio = plan.median_ms / ours.median_ms;
  return judged(`${ratio.toFixed(1)} times, by the medians`, ratio >= times);
}

function find({ summaries }: Results, system: string, fault: Fault): Summary | undefined {
  return summaries.find((summary) => summary.system === system && summary.fault === fault);
}

function judged(measured: string, met: boolean): string {
  return met ? measured : `${measured}: missed`;
}

function sum(summaries: readonly Summary[], count: (summary: Summary) => number): number {
  return summaries.reduce((all, summary) => all + count(summary), 0);
}

function command(results: Results): string {
  return `\`${results.command}\``;
}
