// Mocha's usual report, with each failure also at once. How each test ended is written down, one a line, in the file that
// TALLY names ("failed" with the test's name and what was wrong, shortened): .ci/run counts them and says at its end what
// failed. So what a run did before it was ended is known too.
const { appendFileSync } = require('node:fs');
const { Spec } = require('mocha').reporters;

module.exports = class Tally extends Spec {
  constructor(runner, options) {
    super(runner, options);
    const write = (line) => appendFileSync(process.env.TALLY, `${line}\n`);
    runner.on('pass', () => write('passed'));
    runner.on('pending', () => write('skipped'));
    runner.on('fail', (test, error) => {
      const why = `${error?.message ?? error}`.replaceAll(/\s+/g, ' ').slice(0, 400);
      write(`failed ${test.titlePath().join(' > ')} (${test.duration ?? '?'} ms): ${why}`);
      Spec.list([test]);
    });
  }
};
