// npm run bench:scale: how the time of a preview grows with the instances in one program.

import { type Figure, print } from './figures.ts';
import { readOptions } from './options.ts';
import { repeat } from './repeat.ts';
import { type Sandbox, sandbox } from './sandbox.ts';

const sizes = [10, 50, 100];
const targets: Record<number, number> = { 100: 10_000 };
const { runs, json } = readOptions('bench:scale', 'A preview of 10, 50 and 100 instances in one program.', 3);

const figures: Figure[] = [];
const added: Figure[] = [];
const resources: string[] = [];

const box = await sandbox();
try {
  let smaller: { size: number; ms: number } | undefined;
  for (const size of sizes) {
    const { ms, memoryMb, count } = await previewOf(box, size);
    figures.push(
      { what: `preview of ${size} instances`, unit: 'ms', values: ms, target: targets[size] },
      { what: 'its memory, all processes', unit: 'MB', values: memoryMb },
    );
    resources.push(`${size} instances have ${count}`);
    const best = Math.min(...ms);
    if (smaller !== undefined) {
      const each = (best - smaller.ms) / (size - smaller.size);
      added.push({ what: `each from ${smaller.size} to ${size}`, unit: 'ms per instance', values: [each] });
    }
    smaller = { size, ms: best };
  }
} finally {
  await box.remove();
}
print([...figures, ...added], { resources: resources.join(', ') }, json);

async function previewOf(box: Sandbox, size: number) {
  // Nothing listens in a preview, but every server needs a port that no other is promised.
  const instances = Array.from({ length: size }, (_, i) => [
    `redis-${i + 1}`,
    { local: { basePort: 10_000 + 10 * i, sentinelBasePort: 10_005 + 10 * i } },
  ]);
  await box.configure({ instances: Object.fromEntries(instances) });
  const preview = ['preview', '--stack', 'local', '--json'];
  await box.redisHa(preview);
  const { ms, memoryMb, stdout } = await repeat(box, preview, runs);
  const { steps }: { steps: unknown[] } = JSON.parse(stdout);
  return { ms, memoryMb, count: steps.length };
}
