// Runs beside the tests. Its input ends when they do, in whatever way; then it ends the groups that are left.

import { createInterface } from 'node:readline';

const groups = new Set<number>();

for await (const line of createInterface({ input: process.stdin })) {
  const [what, group] = line.split(' ');
  if (what === 'began') groups.add(Number(group));
  else groups.delete(Number(group));
}
for (const group of groups) {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
