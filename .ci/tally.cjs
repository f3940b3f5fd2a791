// Mocha's usual report, and its three counts appended to the file that TALLY names: .ci/run adds them up.
const { appendFileSync } = require('node:fs');
const { Spec } = require('mocha').reporters;

module.exports = class Tally extends Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      appendFileSync(process.env.TALLY, `${passes} ${failures} ${pending}\n`);
    });
  }
};
