import { colorsOf } from './colors.ts';
import { lines } from './lines.ts';
import { live } from './live.ts';
import type { Progress } from './watcher.ts';

/** A live view on a terminal, a line for each step elsewhere, nothing with `--json`. */
export function showProgress(json: boolean): Progress {
  if (json) return { event: () => {}, end: () => {} };
  const stream = process.stderr;
  const colors = colorsOf(stream);
  // A dumb terminal cannot move its cursor, one without a width would be redrawn letter by letter.
  return stream.isTTY && process.env.TERM !== 'dumb' && stream.columns > 0
    ? live(stream, colors)
    : lines(stream, colors);
}
