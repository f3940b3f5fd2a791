// Mocha's process ends when nothing is left to do. What a test forgot to close would keep it for ever, and the report of
// what failed with it: after a while that is a failure of its own, and the end.

import { basename } from 'node:path';

const patienceMs = 10_000;

export const mochaHooks = {
  afterAll(): void {
    // Stryker runs mocha many times in a process of its own.
    if (basename(process.argv[1] ?? '').startsWith('mocha')) setTimeout(stop, patienceMs).unref();
  },
};

function stop(): void {
  const open = [...new Set(process.getActiveResourcesInfo())].join(', ');
  console.error(`The tests are over, but something they opened keeps this process after 10 s: ${open}.`);
  // Mocha sets the number of failed tests at the exit, which may be none.
  process.on('exit', () => {
    process.exitCode ||= 1;
  });
  process.exit();
}
