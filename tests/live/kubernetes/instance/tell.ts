import type { DrillReport } from '../../../../cli/drill/types.ts';
import type { Trial } from './trial.ts';

/** A line under the test that it belongs to. */
export function tell(line: string): void {
  console.log(`        ${line}`);
}

export function tellTrial(
  where: string,
  { acked, lost, lostAtTheEnd, rejected, gapMs, recoveryMs }: Trial,
): void {
  tell(
    `${where}: ${acked} acknowledged, ${lost} lost and ${lostAtTheEnd} at the end, ${rejected} rejected; ` +
      `longest gap ${gapMs} ms, first write elsewhere after ${recoveryMs ?? '-'} ms`,
  );
}

/** What `redis-ha drill` told of its only run. */
export function tellDrill(run: DrillReport['runs'][number] | undefined): void {
  tell(
    `${run?.acked} acknowledged, ${run?.lost} lost, ${run?.rejected} rejected; ` +
      `recovery ${run?.recovery_ms} ms, longest gap ${run?.gap_ms} ms; ${run?.problems.join(' ')}`,
  );
}
