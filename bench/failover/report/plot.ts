import { comparisonPlot } from '../../../cli/plots/index.ts';
import { faults } from '../types.ts';
import type { Results } from './results.ts';

/** The picture of docs/failover.md: each run a dot, one group a fault. */
export function plot({ summaries, date, machine }: Results): string {
  return comparisonPlot({
    title: 'From the fault to the first write that another server acknowledges',
    subtitle: `${date}, ${machine.cores} cores, ${machine.server}`,
    unit: 'ms',
    groups: faults.flatMap((fault) => {
      const own = summaries.filter((summary) => summary.fault === fault);
      const series = own.map(({ title, system, recovery_ms, median_ms, worst_ms }) => ({
        name: title,
        values: recovery_ms,
        median: median_ms,
        worst: worst_ms,
        highlight: system.startsWith('ours'),
      }));
      return own.length === 0 ? [] : [{ name: fault, series }];
    }),
  });
}
