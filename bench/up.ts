// npm run bench:up: how long stack `local` takes to come up, and to find that nothing is to be done.

import { type Figure, print } from './figures.ts';
import { readOptions } from './options.ts';
import { repeat } from './repeat.ts';
import { sandbox } from './sandbox.ts';

const up = ['up', '--stack', 'local', '--yes', '--json'];
const { runs, json } = readOptions('bench:up', 'up of stack local, from nothing and with nothing to do.', 5);

const fromNothing: Figure = { what: 'up from nothing', unit: 'ms', values: [], target: 8000 };
const memory: Figure = { what: 'its memory, all processes', unit: 'MB', values: [] };
const again: Figure = { what: 'up with nothing to do', unit: 'ms', values: [], target: 2000 };
const againMemory: Figure = { what: 'its memory, all processes', unit: 'MB', values: [] };
let untouched = true;

for (let i = 0; i < runs; i++) {
  const watched = i % 2 === 1;
  const box = await sandbox();
  try {
    const first = await box.redisHa(up, { watched });
    if (first.memoryMb === undefined) fromNothing.values.push(first.ms);
    else memory.values.push(first.memoryMb);

    const before = await box.servers();
    const { ms, memoryMb } = await repeat(box, up, 3);
    again.values.push(...ms);
    againMemory.values.push(...memoryMb);
    untouched &&= before.length > 0 && before.join() === (await box.servers()).join();
  } finally {
    await box.remove();
  }
}

print([fromNothing, memory, again, againMemory], { 'no process touched': untouched }, json);
