import { byCss } from '../../../plots/palette.ts';
import { strip } from '../../../plots/strip.ts';
import { draw } from '../../../plots/svg.ts';
import type { DrillReport } from '../../types.ts';
import { figuresByFault } from '../measures.ts';
import { duration } from '../words.ts';

const width = 960;

/** Every run as a dot, a row for each kind of fault. */
export function recoveryChart({ runs }: DrillReport): string {
  const figures = figuresByFault(runs);
  const known = runs.flatMap((run) => (run.recovery_ms === null ? [] : [run.recovery_ms]));
  const log = Math.max(...known) > 12 * Math.max(20, Math.min(...known));
  const rows = figures.map(({ fault, median, worst, target, runs: n }) => ({
    name: `${fault} (${n})`,
    values: runs.filter((run) => run.fault === fault).map((run) => run.recovery_ms),
    median,
    worst,
    target,
    color: byCss.first,
  }));
  const { option, height } = strip({
    groups: [{ name: '', rows }],
    unit: 'ms',
    log,
    width,
    top: 8,
    palette: byCss,
  });
  return draw({
    id: 'recovery',
    width,
    height,
    title: 'Time until writes were acknowledged again, run by run',
    description: figures
      .map(
        (one) =>
          `${one.fault}: ${one.runs} runs, median ${duration(one.median)}, worst ${duration(one.worst)}, target ${duration(one.target)}.`,
      )
      .join(' '),
    option,
  });
}
