import type { PhaseName } from '../../../cli/drill/types.ts';
import { markdownTable } from '../../../cli/show/marked.ts';
import type { Summary } from '../summary.ts';
import { type Fault, faults } from '../types.ts';
import { cells, heads } from './words.ts';

const captions: Record<Fault, string> = {
  kill: '**kill**: the primary gets SIGKILL.',
  freeze:
    '**freeze**: the primary gets SIGSTOP, and wakes one second after its client has left it, or five seconds after it was replaced.',
  planned:
    '**planned**: the primary is moved on purpose; for redis-ha by the hand-over of `redis-ha failover`, for the charts by their preStop hooks, for the others by SENTINEL FAILOVER.',
};

/** The tables of docs/failover.md. */
export function comparison(summaries: readonly Summary[]): string {
  return faults
    .flatMap((fault) => {
      const own = summaries.filter((summary) => summary.fault === fault);
      return own.length === 0
        ? []
        : [
            `${captions[fault]}\n\n${markdownTable(
              ['system', ...heads],
              own.map((summary) => [summary.title, ...cells(summary)]),
            )}`,
          ];
    })
    .join('\n\n');
}

const steps: readonly { name: PhaseName; title: string }[] = [
  { name: 'subjectively-down', title: 'one Sentinel calls the primary down' },
  { name: 'objectively-down', title: 'a quorum does' },
  { name: 'leader-elected', title: 'one Sentinel is elected to act' },
  { name: 'promoted', title: 'the promotion is ordered and announced' },
  { name: 'first-write', title: 'the new primary acknowledges a write' },
  { name: 'switched', title: 'the first `+switch-master`, for which a stock client waits' },
];

/** What the time of a failover is made of: medians over the kills and freezes of our systems. */
export function budget(summaries: readonly Summary[]): string {
  const own = summaries.filter(({ system, fault }) => system.startsWith('ours') && fault !== 'planned');
  const head = ['ms after the fault', ...own.map(({ title, fault }) => `${title}, ${fault}`)];
  const rows = steps.map(({ name, title }) => [
    title,
    ...own.map(({ phases }) => String(phases[name] ?? '-')),
  ]);
  return markdownTable(head, rows);
}
