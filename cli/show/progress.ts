import { colorsOf } from './colors.ts';
import { lines } from './lines.ts';
import type { Progress } from './watcher.ts';

/** A live view on a terminal, a line for each step elsewhere, nothing with `--json`. */
export async function showProgress(json: boolean): Promise<Progress> {
  if (json) return { event: () => {}, end: () => {} };
  const stream = process.stderr;
  const colors = colorsOf(stream);
  // A dumb terminal cannot move its cursor, one without a width would be redrawn letter by letter.
  if (!stream.isTTY || process.env.TERM === 'dumb' || stream.columns === 0) return lines(stream, colors);
  // Here and not at once: it takes longer to load than all else that the command needs to begin.
  const { live } = await import('./live.ts');
  return live(stream, colors);
}
