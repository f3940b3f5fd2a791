// npm run bench:policy: what the policy pack adds to a preview, beside no pack and a public one.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { between, markdownTable } from '../cli/show/marked.ts';
import { median, publicPack, type Timed, timePreviews } from './policy/index.ts';
import { sandbox } from './sandbox.ts';

const { runs, write } = new Command('npm run bench:policy --')
  .description(
    'Previews of each stack and of 500 resources: without a pack, with this one, with a public one.',
  )
  .option('--runs <n>', 'previews of each kind', Number, 5)
  .option('--write', 'put the table into docs/performance.md', false)
  .parse()
  .opts<{ runs: number; write: boolean }>();

const stacks = ['local', 'dev', 'staging', 'edge'];
const box = await sandbox();
try {
  const other = await publicPack(box.folder);
  const rows: string[][] = [];
  for (const stack of stacks) rows.push(row(stack, await timePreviews(box.folder, stack, runs, other)));
  // Nine resources an instance; nothing listens in a preview, but each server needs a port of its own.
  const instances = Array.from({ length: 55 }, (_, i) => [
    `redis-${i + 1}`,
    { local: { basePort: 10_000 + 10 * i, sentinelBasePort: 10_005 + 10 * i } },
  ]);
  await box.configure({ instances: Object.fromEntries(instances) });
  rows.push(row('local, 55 instances', await timePreviews(box.folder, 'local', runs, other)));

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
  const text = `\`npm run bench:policy -- --runs ${runs} --write\`, ${new Date().toISOString().slice(0, 10)}:\n\n${markdownTable(head, rows)}`;
  console.log(text);
  if (write) {
    const page = join(import.meta.dirname, '../docs/performance.md');
    await writeFile(page, between(await readFile(page, 'utf8'), 'policy', text));
  }
} finally {
  await box.remove();
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
