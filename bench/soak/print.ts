import Table from 'cli-table3';
import type { Result } from './account.ts';

/** The result on stdout: two tables and a verdict, or one JSON document. */
export function print(result: Result, json: boolean): void {
  const shown = `${faultTable(result)}\n${workloadTable(result)}\n${verdict(result)}`;
  console.log(json ? JSON.stringify(result, null, 2) : shown);
}

/** Silence: the longest time without an acknowledgement, median / worst over the faults of a kind. */
function faultTable({ by_fault, workloads }: Result): string {
  const names = workloads.map(({ name }) => name);
  const rows = table(['silence, ms', 'times', ...names, 's each']);
  for (const { fault, count, silent_ms, seconds_each } of by_fault) {
    const silences = names.map(
      (name) => `${silent_ms[name]?.median ?? '-'} / ${silent_ms[name]?.worst ?? '-'}`,
    );
    rows.push([fault, count, ...silences, seconds_each]);
  }
  return rows.toString();
}

function workloadTable({ workloads }: Result): string {
  const rows = table(['workload', 'acknowledged', 'lost', 'twice', 'refused', 'overrun']);
  for (const { name, acknowledged, lost, twice, rejected, overrun } of workloads)
    rows.push([name, acknowledged, lost, twice, rejected, overrun]);
  return rows.toString();
}

function table(head: string[]) {
  return new Table({
    head,
    style: { head: [], border: [] },
    colAligns: ['left', ...head.slice(1).map(() => 'right' as const)],
  });
}

function verdict(result: Result): string {
  const { faults, faults_wanted, seconds, seed, profile, clients, clients_dead, second_failovers, ok } =
    result;
  const done = faults === faults_wanted ? `${faults} faults` : `${faults} of ${faults_wanted} faults`;
  return [
    `${ok ? 'Passed' : 'Failed'}: ${done} in ${Math.round(seconds / 60)} min (seed ${seed}, profile ${profile}); `,
    `${clients_dead} of ${clients} clients dead, ${second_failovers} second failovers.`,
  ].join('');
}
