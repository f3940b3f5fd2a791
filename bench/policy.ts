// npm run bench:policy: how a policy pack starts, and what it adds to a preview, beside no pack and a public one.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { between, markdownTable } from '../cli/show/marked.ts';
import { median, publicPack, type Start, type Timed, timePreviews, timeStarts } from './policy/index.ts';
import { sandbox } from './sandbox.ts';

const { runs, write } = new Command('npm run bench:policy --')
  .description(
    'The start of the pack, and previews of each stack and of 500 resources: without a pack, with this one, with a public one.',
  )
  .option('--runs <n>', 'starts, and rounds of five previews of each kind', Number, 5)
  .option('--write', 'put the table into docs/performance.md', false)
  .parse()
  .opts<{ runs: number; write: boolean }>();

const stacks = ['local', 'dev', 'prod', 'staging', 'edge'];
const box = await sandbox();
try {
  const other = await publicPack(box.folder);
  const packs = { 'this pack': join(box.folder, 'policy'), [other.name]: other.folder };
  const alone: string[][] = [];
  for (const [name, folder] of Object.entries(packs))
    if (folder !== undefined) alone.push(startRow(name, await timeStarts(box.folder, folder, runs)));
  const rows: string[][] = [];
  for (const stack of stacks) rows.push(row(stack, await timePreviews(box.folder, stack, runs, other)));
  // Nine resources an instance; nothing listens in a preview, but each server needs a port of its own.
  const instances = Array.from({ length: 55 }, (_, i) => [
    `redis-${i + 1}`,
    { local: { basePort: 10_000 + 10 * i, sentinelBasePort: 10_005 + 10 * i } },
  ]);
  await box.configure({ instances: Object.fromEntries(instances) });
  rows.push(row('local, 55 instances', await timePreviews(box.folder, 'local', runs, other)));

  const startHead = ['pack alone', 'starts, median', 'worst', 'memory, median', 'worst'];
  const head = [
    'stack',
    'resources',
    'no pack',
    'this pack',
    'adds, median',
    'worst',
    'ms a resource',
    other.name,
  ];
  const text = `\`npm run bench:policy -- --runs ${runs} --write\`, ${new Date().toISOString().slice(0, 10)}:\n\n${markdownTable(startHead, alone)}\n\n${markdownTable(head, rows)}`;
  console.log(text);
  if (write) {
    const page = join(import.meta.dirname, '../docs/performance.md');
    await writeFile(page, between(await readFile(page, 'utf8'), 'policy', text));
  }
} finally {
  await box.remove();
}

function startRow(name: string, starts: readonly Start[]): string[] {
  const ms = starts.map((one) => one.ms);
  const memory = starts.flatMap(({ memoryMb }) => (memoryMb === undefined ? [] : [memoryMb]));
  const mb = (value: number) => (Number.isFinite(value) ? `${Math.round(value)} MB` : 'not measured');
  return [
    name,
    `${Math.round(median(ms))} ms`,
    `${Math.round(Math.max(...ms))} ms`,
    mb(median(memory)),
    mb(Math.max(...memory)),
  ];
}

/** What is added is counted in each round, since rounds differ more than packs do. */
function row(name: string, { resources, rounds }: Timed): string[] {
  const added = rounds.map(({ none, own }) => own - none);
  const ms = (value: number) => `${Math.round(value)} ms`;
  const others = rounds.flatMap(({ other, none }) => (other === undefined ? [] : [other - none]));
  return [
    name,
    `${resources}`,
    ms(median(rounds.map(({ none }) => none))),
    ms(median(rounds.map(({ own }) => own))),
    ms(median(added)),
    ms(Math.max(...added)),
    (median(added) / resources).toFixed(2),
    others.length === 0 ? 'not installed' : `adds ${ms(median(others))}`,
  ];
}
