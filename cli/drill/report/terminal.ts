import type { Colors } from 'picocolors/types.js';
import { table } from '../../show/table.ts';
import { count } from '../../show/words.ts';
import type { DrillReport, DrillRun } from '../types.ts';
import { figuresByFault } from './measures.ts';
import { phaseText } from './phaseText.ts';
import { recoveryStrip, writesPlot } from './terminalPlots.ts';
import { toAscii } from './unicode.ts';
import { explanations, verdict } from './verdict.ts';
import { duration, grouped, printable, shortfalls } from './words.ts';
import { wrap } from './wrap.ts';

export interface TerminalOptions {
  colors: Colors;
  /** Columns of the terminal. */
  width: number;
  /** Lines and blocks; plain ASCII without. @default true */
  unicode?: boolean;
}

/** More runs than this are told as rows of figures instead of a table. */
const mostRows = 15;
/** More missed runs than this are counted instead of explained. */
const mostExplained = 5;

/** What a drill found, for a person at a terminal. */
export function terminalReport(
  report: DrillReport,
  { colors, width, unicode = true }: TerminalOptions,
): string {
  const [first, ...others] = report.runs;
  const parts = [
    headline(report, colors, width),
    ...(first === undefined ? [] : [runsText(report, colors, width)]),
    ...(first !== undefined && others.length > 0 ? [recoveryStrip(report.runs, colors, width)] : []),
    ...(first !== undefined && others.length === 0 ? single(first, colors, width) : []),
    ...missedText(report, colors, width),
  ];
  const text = parts.filter(Boolean).join('\n\n');
  return `${unicode ? text : toAscii(text)}\n`;
}

function headline(report: DrillReport, colors: Colors, width: number): string {
  const { stack, instance, profile, tls, writers, fault, runs } = report;
  const sign = report.ok ? colors.green('✔ Passed.') : colors.red('✘ Missed.');
  const sentence = wrap(verdict(report), width - 2, 10);
  const facts = [
    `${fault} on stack ${stack}`,
    `instance ${instance}`,
    `profile ${profile}`,
    tls ? 'TLS' : 'no TLS',
    count(writers, 'writer'),
    count(runs.length, 'run'),
  ];
  return [
    `${sign} ${colors.bold(sentence.trimStart())}`,
    colors.dim(wrap(printable(facts.join(' · ')), width)),
  ].join('\n');
}

function runsText({ runs }: DrillReport, colors: Colors, width: number): string {
  if (runs.length > mostRows)
    return [summary(runs, colors, width), figuresInRows(runs, colors, width)].join('\n\n');
  // One target for all stands in the verdict.
  const targets = new Set(runs.map((run) => run.target_ms)).size;
  const rows = runs.map((run, i) => [
    String(i + 1),
    run.fault,
    duration(run.recovery_ms),
    ...(targets > 1 ? [duration(run.target_ms)] : []),
    grouped(run.acked),
    String(run.lost),
    String(run.rejected),
    run.ok ? colors.green('ok') : colors.red('missed'),
  ]);
  const head = [
    'Run',
    'Fault',
    'Back after',
    ...(targets > 1 ? ['Target'] : []),
    'Written',
    'Lost',
    'Rejected',
    '',
  ];
  const drawn = table(colors, head, rows, width);
  return faultsOf(runs) > 1 ? [drawn, summary(runs, colors, width)].join('\n\n') : drawn;
}

function summary(runs: DrillRun[], colors: Colors, width: number): string {
  const rows = figuresByFault(runs).map((one) => [
    one.fault,
    String(one.runs),
    duration(one.median),
    duration(one.worst),
    duration(one.target),
    one.ok === one.runs ? colors.green('all ok') : colors.red(`${one.runs - one.ok} missed`),
  ]);
  return table(colors, ['Fault', 'Runs', 'Median', 'Slowest', 'Target', ''], rows, width);
}

function faultsOf(runs: DrillRun[]): number {
  return new Set(runs.map((run) => run.fault)).size;
}

/** Every run as one figure, in the order they were made. */
function figuresInRows(runs: DrillRun[], colors: Colors, width: number): string {
  const cells = runs.map(
    (run) => `${run.recovery_ms === null ? 'never' : Math.round(run.recovery_ms)}${run.ok ? '' : '!'}`,
  );
  const cellWidth = Math.max(...cells.map((cell) => cell.length)) + 2;
  const labelWidth = String(runs.length).length * 2 + 3;
  const each = Math.max(1, Math.min(10, Math.floor((width - labelWidth) / cellWidth)));
  const lines: string[] = [];
  for (let from = 0; from < cells.length; from += each) {
    const to = Math.min(from + each, cells.length);
    const label = to > from + 1 ? `${from + 1}-${to}` : `${to}`;
    const drawn = cells.slice(from, to).map((cell) => {
      const padded = cell.padStart(cellWidth);
      return cell.endsWith('!') ? colors.red(padded) : padded;
    });
    lines.push(`${colors.dim(label.padStart(labelWidth - 1))} ${drawn.join('')}`);
  }
  return [colors.bold('Back after, in ms, run by run (! missed)'), ...lines].join('\n');
}

function single(run: DrillRun, colors: Colors, width: number): string[] {
  return [phaseText(run, colors, width), writesPlot(run, colors, width)];
}

function missedText(report: DrillReport, colors: Colors, width: number): string[] {
  const all = explanations(report);
  if (all.length === 0) return [];
  const rest = report.runs.flatMap((run, i) => (run.ok ? [] : [{ run, number: i + 1 }])).slice(mostExplained);
  const more = rest.map(({ run, number }) => `${number} (${shortfalls(run).join(', ')})`);
  return [
    [
      colors.bold('What was missed'),
      ...all.slice(0, mostExplained).map((one) => wrap(one, width, 2).trimStart()),
      ...(more.length > 0 ? [wrap(`Also missed: run ${more.join('; run ')}.`, width, 2).trimStart()] : []),
    ].join('\n'),
  ];
}
