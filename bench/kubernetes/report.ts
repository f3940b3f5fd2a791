import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { between, markdownTable } from '../../cli/show/marked.ts';
import { duration } from '../failover/index.ts';
import type { Summary } from './summary.ts';
import { type Fault, faults } from './types.ts';

/** What the bench leaves for machines. */
export interface Results {
  /** What made them. */
  command: string;
  /** YYYY-MM-DD, UTC. */
  date: string;
  machine: { cores: number; node: string };
  summaries: Summary[];
}

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const page = `${docs}kubernetes.md`;
const mark = 'bench';

const titles: Readonly<Record<Fault, string>> = {
  apply: 'from the first object applied until every pod is ready',
  planned: 'the primary handed over',
  kill: "the primary's process killed in its container",
  pod: "the primary's pod deleted by force",
  freeze: 'the primary frozen',
  restart: 'every pod deleted at once',
  rolling: 'every pod restarted in turn',
  drain: 'each node drained in turn',
};

const heads = ['', 'runs', 'median', 'worst', 'lost', 'rejected', 'written twice', 'clients dead'];

/** What it should not exceed on two cores, milliseconds: shown beside the figure. */
export const targets: Readonly<Partial<Record<Fault, number>>> = {
  apply: 60_000,
  planned: 500,
  kill: 2500,
  pod: 2500,
  freeze: 3000,
  restart: 30_000,
  rolling: 500,
};

export function resultsOf(command: string, summaries: Summary[]): Results {
  return {
    command,
    date: new Date().toISOString().slice(0, 10),
    machine: { cores: availableParallelism(), node: process.versions.node },
    summaries,
  };
}

export function terminalTable(summaries: readonly Summary[]): string {
  const table = new Table({ head: ['fault', ...heads], style: { head: [], border: [] } });
  table.push(...summaries.map((summary) => [summary.fault, summary.system, ...cells(summary)]));
  return table.toString();
}

/** Writes docs/kubernetes/bench.json, bench.svg and the marked part of docs/kubernetes.md. */
export async function writeDocs(results: Results): Promise<void> {
  const { command, date, machine, summaries } = results;
  const rows = summaries.map((summary) => [titles[summary.fault], summary.title, ...cells(summary)]);
  const where = `\`${command}\`, ${date}, ${machine.cores} cores, Node ${machine.node}:`;
  const text = `${where}\n\n${markdownTable(['what happens', ...heads], rows)}`;
  await mkdir(`${docs}kubernetes`, { recursive: true });
  await writeFile(`${docs}kubernetes/bench.json`, `${JSON.stringify(results, null, 2)}\n`);
  await writeFile(`${docs}kubernetes/bench.svg`, await plot(results));
  await writeFile(page, between(await readFile(page, 'utf8'), mark, text));
}

function cells({
  n,
  median_ms,
  worst_ms,
  lost,
  acked,
  rejected,
  duplicated,
  clients_dead,
  fault,
}: Summary): string[] {
  const written =
    fault === 'apply'
      ? ['', '', '', '']
      : [
          lost === 0 ? '0' : `${lost} of ${acked}`,
          String(rejected),
          String(duplicated),
          clients_dead === 0 ? '0' : `${clients_dead} of ${n}`,
        ];
  return [String(n), duration(median_ms), duration(worst_ms), ...written];
}

/** Each run a dot, one group a fault. */
async function plot({ summaries, date, machine }: Results): Promise<string> {
  // echarts is loaded only where a picture is wanted.
  const { comparisonPlot } = await import('../../cli/plots/index.ts');
  return comparisonPlot({
    title: 'The longest time that a writer waited; for "apply" until every pod was ready',
    subtitle: `${date}, three nodes on ${machine.cores} cores`,
    unit: 'ms',
    groups: faults.flatMap((fault) => {
      const own = summaries.filter((summary) => summary.fault === fault);
      const target = targets[fault];
      const series = own.map(({ title, system, ms, median_ms, worst_ms }) => ({
        name: title,
        values: ms,
        median: median_ms,
        worst: worst_ms,
        highlight: system === 'ours',
      }));
      return own.length === 0 ? [] : [{ name: fault, series, ...(target !== undefined && { target }) }];
    }),
  });
}
