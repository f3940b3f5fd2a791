import Table from 'cli-table3';
import type { Result } from './account.ts';
import { faultRows, verdict, workloadRows } from './words.ts';

/** The result on stdout: two tables and a verdict, or one JSON document. */
export function print(result: Result, json: boolean): void {
  const shown = [table(faultRows(result)), table(workloadRows(result)), verdict(result)].join('\n');
  console.log(json ? JSON.stringify(result, null, 2) : shown);
}

function table([head = [], ...rows]: string[][]): string {
  const shown = new Table({
    head,
    style: { head: [], border: [] },
    colAligns: ['left', ...head.slice(1).map(() => 'right' as const)],
  });
  shown.push(...rows);
  return shown.toString();
}
