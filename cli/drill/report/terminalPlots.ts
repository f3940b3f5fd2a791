import type { Colors } from 'picocolors/types.js';
import { plot } from 'simple-ascii-chart';
import type { DrillRun } from '../types.ts';
import { bins, focusOf, topOfRates } from './measures.ts';
import { duration } from './words.ts';

const height = 7;
/** The axis and its figures at the left, and what the last label needs at the right. */
const frame = 14;

/** Acknowledged writes over the time of one failover. */
export function writesPlot(run: DrillRun, colors: Colors, width: number): string {
  const room = roomIn(width);
  const { from, to } = focusOf(run);
  const step = Math.max(20, Math.ceil((to - from) / room / 20) * 20);
  const rates = bins(run.timeline, from, to, step).map((bin): [number, number] => [
    bin.at,
    (bin.acked / step) * 1000,
  ]);
  const { top: most, peak } = topOfRates(rates.map(([, rate]) => rate));
  if (most === 0) return '';
  const drawn = plot(
    rates.map(([at, rate]) => [at, Math.min(rate, most)]),
    {
      width: room,
      height,
      yRange: [0, most],
      customYAxisTicks: [0, most / 2, most].map((tick) => Math.round(tick)),
      customXAxisTicks: [0, to / 3, (2 * to) / 3].map((tick) => Math.round(tick / 10) * 10),
      formatter: (value) => (Number.isFinite(value) ? Math.round(value) : value),
    },
  );
  const cut = peak > most ? colors.dim(' (the burst is cut off)') : '';
  return [`${colors.bold('Acknowledged writes a second, over ms from the fault')}${cut}`, tidy(drawn)].join(
    '\n',
  );
}

/** Each kind of fault as a row in which a digit counts the runs that were back by then and a bar stands at the target. */
export function recoveryStrip(runs: DrillRun[], colors: Colors, width: number): string {
  const known = runs.flatMap(({ recovery_ms, target_ms }) => [recovery_ms ?? 0, target_ms]);
  const most = Math.max(1, ...known) * 1.02;
  const room = roomIn(width);
  const column = (ms: number) => Math.min(room - 1, Math.floor((ms / most) * room));
  const rows = [...Map.groupBy(runs, (run) => run.fault)].map(([fault, all]) => {
    const cells = new Array<number>(room).fill(0);
    const back = all.flatMap((run) => (run.recovery_ms === null ? [] : [run.recovery_ms]));
    for (const ms of back) cells[column(ms)] = (cells[column(ms)] ?? 0) + 1;
    const target = column(Math.max(...all.map((run) => run.target_ms)));
    const drawn = cells.map((n, i) =>
      digit(n, i === target ? colors.yellow('│') : ' ', i > target ? colors.red : colors.cyan),
    );
    const lost = all.length - back.length;
    const never = lost > 0 ? [`${' '.repeat(9)}${colors.red(`${lost} never`)}`] : [];
    return [`${fault.padEnd(9)}${drawn.join('')}`.trimEnd(), ...never].join('\n');
  });
  const end = duration(most);
  const axis = colors.dim(`${' '.repeat(9)}0${end.padStart(room - 1)}`);
  return [colors.bold('Back after: a digit counts runs, │ is the target'), ...rows, axis].join('\n');
}

function digit(n: number, empty: string, paint: (text: string) => string): string {
  if (n === 0) return empty;
  return paint(n > 9 ? '+' : String(n));
}

function roomIn(width: number): number {
  return Math.max(20, Math.min(66, width - frame));
}

/** Without the empty lines above and the blanks at the right that the library leaves. */
function tidy(drawn: string): string {
  return drawn
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}
