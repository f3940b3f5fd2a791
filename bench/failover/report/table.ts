import Table from 'cli-table3';
import type { Summary } from '../summary.ts';
import { type Fault, faults } from '../types.ts';
import { cells, heads } from './words.ts';

/** One table a fault, for a terminal. */
export function terminalTables(summaries: readonly Summary[]): string {
  return faults.flatMap((fault) => terminalTable(fault, summaries)).join('\n\n');
}

function terminalTable(fault: Fault, summaries: readonly Summary[]): string[] {
  const own = summaries.filter((summary) => summary.fault === fault);
  if (own.length === 0) return [];
  const table = new Table({
    head: ['system', ...heads.map((head) => head.replaceAll(' ', '\n'))],
    style: { head: [], border: [] },
  });
  table.push(...own.map((summary) => [summary.system, ...cells(summary)]));
  return [`${fault}\n${table}`];
}
