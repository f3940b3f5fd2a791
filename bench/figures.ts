import { availableParallelism } from 'node:os';
import Table from 'cli-table3';

/** One thing measured several times. */
export interface Figure {
  what: string;
  unit: 'ms' | 'MB' | 'ms per instance';
  values: number[];
  /** What it should not exceed on two cores. Shown beside the figure, never asserted. */
  target?: number;
}

/** Prints the figures, as a table or with `json` as one document. `notes`: what else the runs showed. */
export function print(figures: Figure[], notes: Record<string, unknown>, json: boolean): void {
  const machine = { node: process.versions.node, cores: availableParallelism() };
  const summed = figures.map(({ values, ...figure }) => ({ ...figure, ...summary(values) }));
  if (json) console.log(JSON.stringify({ ...machine, figures: summed, ...notes }, null, 2));
  else console.log(table(summed), `\nNode ${machine.node}, ${machine.cores} cores.`, sentences(notes));
}

type Summed = Omit<Figure, 'values'> & ReturnType<typeof summary>;

function summary(values: number[]) {
  const sorted = values.map((value) => Math.round(value)).sort((a, b) => a - b);
  return { runs: sorted.length, median: sorted[Math.floor(sorted.length / 2)], worst: sorted.at(-1) };
}

function table(figures: Summed[]): string {
  const rows = new Table({
    head: ['', 'median', 'worst', 'target', 'unit', 'runs'],
    style: { head: [], border: [] },
  });
  for (const { what, median, worst, target, unit, runs } of figures)
    rows.push([what, median ?? '', worst ?? '', target ?? '', unit, runs]);
  return rows.toString();
}

function sentences(notes: Record<string, unknown>): string {
  return Object.entries(notes)
    .map(([name, value]) => `${name}: ${value}.`)
    .join(' ');
}
