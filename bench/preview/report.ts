import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { between, markdownTable } from '../../cli/show/marked.ts';
import type { Figure } from '../figures.ts';

const page = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));

/** How much slower and larger the plain template is than our `prod`, by medians. */
export function ratios(figures: readonly Figure[]): Record<string, string> {
  const of = (start: string, unit: string) =>
    median(figures.find((one) => one.what.startsWith(start) && one.unit === unit)?.values ?? []);
  const ratio = (unit: string) => (of('plain template', unit) / of('preview of prod', unit)).toFixed(1);
  return {
    'the plain template is slower by': `${ratio('ms')} (target 2.5)`,
    'and larger by': `${ratio('MB')} (target 2)`,
  };
}

/** Puts the figures between the marks of docs/performance.md. */
export async function writeDocs(command: string, figures: readonly Figure[]): Promise<void> {
  const rows = figures.map(({ what, unit, values, target }) => [
    what,
    target === undefined ? '' : shown(target, unit),
    shown(median(values), unit),
    shown(Math.max(...values), unit),
    String(values.length),
  ]);
  const machine = `${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${availableParallelism()} cores`;
  const sentence = Object.entries(ratios(figures))
    .map(([what, ratio]) => `${what} ${ratio}`)
    .join(', ');
  const text = [
    `\`${command}\`, ${machine}:`,
    markdownTable(['what', 'target', 'median', 'worst', 'runs'], rows),
    `${sentence[0]?.toUpperCase()}${sentence.slice(1)}.`,
  ].join('\n\n');
  await writeFile(page, between(await readFile(page, 'utf8'), 'preview', text));
}

function shown(value: number, unit: string): string {
  return unit === 'ms' ? `${(value / 1000).toFixed(2)} s` : `${Math.round(value)} MB`;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
