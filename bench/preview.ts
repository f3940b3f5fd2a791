// npm run bench:preview: how long a preview of stack `local` with the policy pack takes, and how much memory.

import { print } from './figures.ts';
import { readOptions } from './options.ts';
import { repeat } from './repeat.ts';
import { sandbox } from './sandbox.ts';

const preview = ['preview', '--stack', 'local', '--json'];
const { runs, json } = readOptions('bench:preview', 'A second preview of stack local, with the pack.', 9);

const box = await sandbox();
try {
  await box.redisHa(preview);
  const before = await repeat(box, preview, runs);
  await box.redisHa(['up', '--stack', 'local', '--yes', '--json']);
  const deployed = await repeat(box, preview, runs);
  print(
    [
      { what: 'second preview of local', unit: 'ms', values: before.ms, target: 1500 },
      { what: 'its memory, all processes', unit: 'MB', values: before.memoryMb, target: 450 },
      { what: 'the same, deployed', unit: 'ms', values: deployed.ms, target: 1500 },
      { what: 'its memory, all processes', unit: 'MB', values: deployed.memoryMb, target: 450 },
    ],
    {},
    json,
  );
} finally {
  await box.remove();
}
