import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import type { Colors } from 'picocolors/types.js';

/** A table without colours of its own, so that it reads the same in a log. The last column wraps to the terminal's width. */
export function table(
  colors: Colors,
  head: string[],
  rows: string[][],
  width = process.stdout.columns,
): string {
  const drawn = new Table({
    head: head.map((cell) => colors.bold(cell)),
    style: { head: [], border: [], compact: true },
    wordWrap: true,
    colWidths: widths(head, rows, width),
  });
  drawn.push(...rows);
  return drawn.toString();
}

/** Widths where the table would be too wide: all columns as they are but the last, which takes what is left. */
function widths(head: string[], rows: string[][], total: number | undefined): (number | null)[] {
  const natural = head.map(
    (cell, i) => Math.max(...[cell, ...rows.map((row) => row[i] ?? '')].map(visible)) + 2,
  );
  const before = natural.slice(0, -1).reduce((sum, w) => sum + w + 1, 1);
  const left = (total ?? 100) - before - 1;
  const last = natural.at(-1) ?? 0;
  return [...natural.slice(0, -1).map(() => null), last > left ? Math.max(left, 24) : null];
}

function visible(cell: string): number {
  return stripVTControlCharacters(cell).length;
}
