// Mocha's usual report, with each failure also at once, and how each test ended, one word a line, in the file that TALLY
// names: .ci/run counts them. So what a run did before it was ended is known too.
const { appendFileSync } = require('node:fs');
const { Spec } = require('mocha').reporters;

module.exports = class Tally extends Spec {
  constructor(runner, options) {
    super(runner, options);
    for (const [event, word] of Object.entries({ pass: 'passed', fail: 'failed', pending: 'skipped' })) {
      runner.on(event, () => appendFileSync(process.env.TALLY, `${word}\n`));
    }
    runner.on('fail', (test) => Spec.list([test]));
  }
};
