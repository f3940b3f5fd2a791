import type { Colors } from 'picocolors/types.js';
import type { Comparison, Needs, Option } from '../../cost/index.ts';
import { drawsUnicode, toAscii } from '../drill/report/unicode.ts';
import { count } from '../show/index.ts';
import { table } from '../show/table.ts';
import { sources } from './bill.ts';
import { amount, dollars } from './words.ts';

const barWidth = 24;

/** The load, what each backend would take for it, and which to take. */
export function comparisonText(colors: Colors, dau: number, comparison: Comparison): string {
  const { needs, options, recommendation } = comparison;
  const text = [
    colors.bold(`A month for ${dau.toLocaleString('en-US')} daily users, list prices in US dollars`),
    loadTable(colors, needs),
    needsText(needs),
    optionTable(colors, options),
    bars(colors, options),
    recommendationText(colors, recommendation),
    notes(options),
    ...sources(options.flatMap(({ available }) => available?.bill.lines ?? [])),
  ].join('\n\n');
  return drawsUnicode(process.env) ? text : toAscii(text);
}

function loadTable(colors: Colors, { workloads }: Needs): string {
  const rows = workloads.map(({ name, peakRate, commandsPerMonth, dataGb }) => [
    name,
    amount(peakRate),
    `${amount(commandsPerMonth / 1e6)} M`,
    `${amount(dataGb)} GB`,
  ]);
  return table(colors, ['Workload', 'commands/s at the peak', 'a month', 'data'], rows);
}

function needsText({ memoryGb, connections, peakRate, commandsPerMonth, trafficGb }: Needs): string {
  return (
    `It needs ${amount(memoryGb)} GB of memory with room to grow, ${connections} connections, ` +
    `${amount(peakRate)} commands/s at the peak, ${amount(commandsPerMonth / 1e6)} million a month (${amount(trafficGb)} GB of traffic).`
  );
}

function optionTable(colors: Colors, options: readonly Option[]): string {
  const rows = options.map(({ title, available, single, cannot, waivers }) => [
    title,
    available?.what ?? 'no size fits',
    single ? dollars(single.bill.usd) : '-',
    available ? dollars(available.bill.usd) : '-',
    cannot.length > 0 ? 'cannot bear this' : verdict(waivers),
  ]);
  return table(colors, ['Option', 'Size with HA', 'no HA', 'with HA', 'Policies'], rows);
}

function verdict(waivers: readonly string[]): string {
  return waivers.length === 0 ? 'all met' : count(waivers.length, 'waiver');
}

function bars(colors: Colors, options: readonly Option[]): string {
  const costs = options.flatMap(({ title, available, cannot }) =>
    available && cannot.length === 0 ? [{ title, usd: available.bill.usd }] : [],
  );
  const most = Math.max(1, ...costs.map(({ usd }) => usd));
  const width = Math.max(...costs.map(({ title }) => title.length));
  return costs
    .map(({ title, usd }) => {
      const bar = '█'.repeat(Math.max(1, Math.round((usd / most) * barWidth)));
      return `${title.padEnd(width)}  ${colors.cyan(bar)} ${dollars(usd)}`;
    })
    .join('\n');
}

function recommendationText(colors: Colors, { title, reasons }: Comparison['recommendation']): string {
  const head = title ? `${colors.bold('Take')} ${colors.green(title)}.` : colors.bold('No recommendation.');
  return [head, ...reasons.map((reason) => `  - ${reason}`)].join('\n');
}

function notes(options: readonly Option[]): string {
  const told = options.flatMap(({ title, notes }) => notes.map((note) => `  ${title}: ${note}`));
  return ['To know:', ...told].join('\n');
}
