import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { between, markdownTable } from '../../cli/show/marked.ts';
import type { Footprint } from './memory.ts';
import type { ClientName, Rate } from './orders.ts';
import type { Throughput } from './throughput.ts';

const page = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));

const names: Record<ClientName, string> = {
  ours: 'redis-ha-client',
  bare: 'ioredis 6, straight to the primary',
  detector: 'ioredis 6 through the Sentinels, failoverDetector',
};

const rateHead = [
  'connection',
  'command',
  'load',
  'redis-ha-client /s',
  'ioredis 6 /s',
  'ratio',
  'worst round',
  'µs of CPU, ours',
  'ioredis 6',
];
const memoryHead = ['client', 'clients', 'memory of the process', 'TCP connections'];

function rateRow({ transport, command, load, ours, bare, ratio }: Throughput): string[] {
  const amount = ({ perSecond }: Rate) => Math.round(perSecond).toLocaleString('en-US');
  const share = (value: number) => value.toFixed(3);
  const rates = [amount(ours), amount(bare), share(ratio.median), share(ratio.worst)];
  return [transport, command.toUpperCase(), load, ...rates, ours.cpu.toFixed(1), bare.cpu.toFixed(1)];
}

function memoryRow({ client, clients, rssMb, sockets }: Footprint): string[] {
  return [names[client], String(clients), `${rssMb} MB`, String(sockets)];
}

/** For a terminal. */
export function tables(rates: readonly Throughput[], memory: readonly Footprint[]): string {
  const shown = (head: string[], rows: string[][]) => {
    const table = new Table({ head, style: { head: [], border: [] } });
    table.push(...rows);
    return table.toString();
  };
  return [shown(rateHead, rates.map(rateRow)), shown(memoryHead, memory.map(memoryRow))].join('\n');
}

/** Puts the tables between the marks of docs/performance.md. */
export async function writeDocs(
  command: string,
  rates: readonly Throughput[],
  memory: readonly Footprint[],
): Promise<void> {
  const text = [
    `\`${command}\`, ${new Date().toISOString().slice(0, 10)}, ${rates[0]?.rounds ?? 0} rounds:`,
    markdownTable(rateHead, rates.map(rateRow)),
    markdownTable(memoryHead, memory.map(memoryRow)),
  ].join('\n\n');
  await writeFile(page, between(await readFile(page, 'utf8'), 'client', text));
}
