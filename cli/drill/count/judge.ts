import { isHarmless } from '../kinds.ts';
import type { DrillRun } from '../types.ts';

/** What kept a run from being ok, as sentences; none for one that is. */
export function judge(
  run: Omit<DrillRun, 'ok' | 'problems'>,
  { failovers, troubles }: { failovers: number; troubles: readonly string[] },
): string[] {
  return [
    ...(run.recovery_ms === null ? ['No write was acknowledged after the fault.'] : []),
    ...(run.recovery_ms !== null && run.recovery_ms > run.target_ms
      ? [`It took ${run.recovery_ms} ms; the target is ${run.target_ms} ms.`]
      : []),
    ...(run.lost > 0 ? [`${run.lost} acknowledged ${run.lost === 1 ? 'write is' : 'writes are'} gone.`] : []),
    ...(run.second_failover ? [unwanted(run, failovers)] : []),
    ...(run.fault === 'external' && failovers === 0 ? ['No failover was seen.'] : []),
    ...troubles,
  ];
}

function unwanted({ fault }: Pick<DrillRun, 'fault'>, failovers: number): string {
  return isHarmless(fault)
    ? `The primary moved, though only a ${fault === 'sentinel' ? 'Sentinel' : 'replica'} was lost.`
    : `The primary moved ${failovers} times.`;
}
