import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import type { Colors } from 'picocolors/types.js';

/** Columns where no terminal says how many it has. */
const usualWidth = 100;
/** Room that the last column needs to be read. */
const leastLast = 24;

/**
 * A table without colours of its own, so that it reads the same in a log, no wider than the terminal: its last column wraps, and
 * where even that leaves too little room each row becomes a line with its last cell below.
 */
export function table(
  colors: Colors,
  head: string[],
  rows: string[][],
  width = process.stdout.columns || usualWidth,
): string {
  const natural = head.map((cell, i) => Math.max(...[cell, ...rows.map((row) => row[i] ?? '')].map(visible)));
  // A border before each column and one at the end, a blank on both sides of each cell.
  const frame = 3 * head.length + 1;
  const left = width - frame - natural.slice(0, -1).reduce((sum, cell) => sum + cell, 0);
  const last = Math.min(natural.at(-1) ?? 0, left);
  if (last < Math.min(natural.at(-1) ?? 0, leastLast)) return list(rows, width);
  const drawn = new Table({
    head: head.map((cell) => colors.bold(cell)),
    style: { head: [], border: [], compact: true },
    wordWrap: true,
    colWidths: [...natural.slice(0, -1), last].map((cell) => cell + 2),
  });
  drawn.push(...rows);
  return drawn.toString();
}

const bare = Object.fromEntries(
  ['top', 'bottom', 'left', 'mid', 'right']
    .flatMap((side) => [
      side,
      `${side}-left`,
      `${side}-mid`,
      `${side}-right`,
      'middle',
      'left-mid',
      'mid-mid',
    ])
    .map((part) => [part, '']),
);

function list(rows: string[][], width: number): string {
  return rows
    .map((row) => {
      const line = row.slice(0, -1).filter(Boolean).join('  ');
      return [line, ...wrapped(row.at(-1) ?? '', width - 2).map((text) => `  ${text}`)].join('\n');
    })
    .join('\n');
}

/** Wraps between words, as a table does it that is nothing but one cell. */
function wrapped(text: string, width: number): string[] {
  if (text === '') return [];
  const cell = new Table({
    chars: bare,
    colWidths: [width],
    style: { 'padding-left': 0, 'padding-right': 0 },
    wordWrap: true,
  });
  cell.push([text]);
  return cell
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

function visible(cell: string): number {
  return stripVTControlCharacters(cell).length;
}
