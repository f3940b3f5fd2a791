import type { Result } from './account.ts';

/** What is said of a result: rows of words, the heads first. */
export function faultRows({ by_fault, workloads }: Result): string[][] {
  const names = workloads.map(({ name }) => name);
  const rows = by_fault.map(({ fault, count, silent_ms, seconds_each }) => {
    const silences = names.map(
      (name) => `${silent_ms[name]?.median ?? '-'} / ${silent_ms[name]?.worst ?? '-'}`,
    );
    return [fault, String(count), ...silences, String(seconds_each)];
  });
  return [['silence, ms', 'times', ...names, 's each'], ...rows];
}

export function workloadRows({ workloads }: Result): string[][] {
  const rows = workloads.map(({ name, acknowledged, lost, twice, rejected, overrun }) => [
    name,
    ...[acknowledged, lost, twice, rejected, overrun].map(String),
  ]);
  return [['workload', 'acknowledged', 'lost', 'twice', 'refused', 'overrun'], ...rows];
}

export function verdict(result: Result): string {
  const { faults, faults_wanted, seconds, seed, profile, clients, clients_dead, second_failovers, ok } =
    result;
  const done = faults === faults_wanted ? `${faults} faults` : `${faults} of ${faults_wanted} faults`;
  return [
    `${ok ? 'Passed' : 'Failed'}: ${done} in ${Math.round(seconds / 60)} min (seed ${seed}, profile ${profile}); `,
    `${clients_dead} of ${clients} clients dead, ${second_failovers} second failovers.`,
  ].join('');
}
