import { createLogUpdate } from 'log-update';
import { colorsOf } from '../../show/colors.ts';
import type { Moment } from '../run/index.ts';

/** What is seen of a drill while it runs, on stderr. */
export interface DrillView {
  say(line: string): void;
  show(moment: () => Moment): void;
  /** Takes down what moves. */
  end(): void;
}

const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';
const periodMs = 100;

/** A line that moves on a terminal, lines alone elsewhere, nothing with `--json`. */
export function showDrill(json: boolean): DrillView {
  const stream = process.stderr;
  if (json) return { say: () => undefined, show: () => undefined, end: () => undefined };
  return stream.isTTY && process.env.TERM !== 'dumb' && stream.columns > 0 ? moving(stream) : lines(stream);
}

function lines(stream: NodeJS.WriteStream): DrillView {
  return { say: (line) => stream.write(`${line}\n`), show: () => undefined, end: () => undefined };
}

function moving(stream: NodeJS.WriteStream): DrillView {
  const colors = colorsOf(stream);
  const view = createLogUpdate(stream);
  let current: (() => Moment) | undefined;
  let frame = 0;
  const timer = setInterval(() => {
    frame = (frame + 1) % frames.length;
    if (current) view(`${colors.cyan(frames[frame] ?? '')} ${momentText(current())}`);
  }, periodMs);
  return {
    say: (line) => view.persist(line),
    show: (moment) => {
      current = moment;
    },
    end: () => {
      clearInterval(timer);
      view.clear();
      view.done();
    },
  };
}

function momentText({ run, runs, fault, doing, acked, rejected, node }: Moment): string {
  const which = runs > 1 ? `run ${run} of ${runs}, ` : '';
  const refused = rejected > 0 ? `, ${rejected} rejected` : '';
  const where = node === null ? '' : ` by ${node}`;
  return `${which}${fault}: ${doing} · ${acked.toLocaleString('en')} writes acknowledged${where}${refused}`;
}
