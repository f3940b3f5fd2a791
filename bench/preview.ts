// npm run bench:preview: how long a second preview of each stack with the policy pack takes and how much memory, all of
// them side by side, and beside them a program as Pulumi's own template makes it.

import { Command } from 'commander';
import { type Figure, print } from './figures.ts';
import { readCount } from './options.ts';
import { plainTemplate, ratios, writeDocs } from './preview/index.ts';
import { repeat } from './repeat.ts';
import { sandbox } from './sandbox.ts';

const { runs, json, write } = new Command('npm run bench:preview --')
  .description(
    'A second preview of each stack with the pack, of all at once, and of a plain template without a pack.',
  )
  .option('--runs <number>', 'how often each thing is timed', readCount, 5)
  .option('--json', 'one JSON document instead of a table', false)
  .option('--write', 'put the figures into docs/performance.md', false)
  .parse()
  .opts<{ runs: number; json: boolean; write: boolean }>();

const stacks = ['local', 'dev', 'prod', 'staging', 'edge'];
const figures: Figure[] = [];
const measured = (
  what: string,
  { ms, memoryMb }: { ms: number[]; memoryMb: number[] },
  targets: [number?, number?],
) => {
  figures.push(
    { what, unit: 'ms', values: ms, target: targets[0] },
    { what: `${what}: memory, all processes`, unit: 'MB', values: memoryMb, target: targets[1] },
  );
};

const box = await sandbox();
const plain = await plainTemplate();
try {
  for (const stack of stacks) {
    const preview = ['preview', '--stack', stack, '--json'];
    await box.redisHa(preview);
    measured(`preview of ${stack}, with the pack`, await repeat(box, preview, runs), [1500, 450]);
  }
  const all = ['preview', '--all', '--json'];
  measured('preview of all five, with the pack', await repeat(box, all, runs), [6000]);

  measured('plain template of prod, no pack', await plain.repeat('checked', runs), []);
  measured('the same from ts-node’s cache', await plain.repeat('cached', runs), []);
  print(figures, ratios(figures), json);
  if (write) {
    const command = ['npm run bench:preview --', ...process.argv.slice(2)].join(' ');
    await writeDocs(command, figures);
  }
} finally {
  await plain.remove();
  await box.remove();
}
