import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { makeProject, type TestProject } from './cliProject.ts';

interface Document {
  recommendation: { reasons: string[] };
  options: { backend: string; available: { bill: { usd: number; lines: { usd: number }[] } } }[];
}

describe('the command: cost', () => {
  let project: TestProject;
  before(async () => {
    project = await makeProject();
  });
  after(() => project.remove());

  it('compares the backends for a load, and says why it would take which', async () => {
    const { exitCode, stdout, stderr } = await project.run('cost', '--dau', '20000');
    expect({ exitCode, stderr }).to.deep.equal({ exitCode: 0, stderr: '' });
    expect(stdout)
      .to.include('20,000 daily users')
      .and.match(/ElastiCache .*3 × cache\./)
      .and.include('Prices from:\n  https://');
  });

  it('gives the same as a document, with every line and its source', async () => {
    const { exitCode, document } = await project.json('cost', '--machine-price', '5');
    const { options, recommendation } = document as unknown as Document;
    expect(exitCode).to.equal(0);
    expect(options.map(({ backend }) => backend)).to.include.members([
      'elasticache',
      'kubernetes',
      'upstash',
    ]);
    for (const { available } of options) {
      const sum = available.bill.lines.reduce((all, { usd }) => all + usd, 0);
      expect(available.bill.usd).to.be.closeTo(sum, 1e-9);
    }
    expect(recommendation.reasons).not.to.be.empty;
    expect(document).to.have.nested.property('load.dau', 10_000);
  });

  it('gives the lines of a stack as it is configured: nothing for servers on this machine', async () => {
    const { exitCode, document } = await project.json('cost', '--stack', 'local');
    expect({ exitCode, document }).to.deep.include({ exitCode: 0 });
    expect(document).to.deep.include({ stack: 'local', lines: [], usd: 0, unpriced: [] });
    const { stdout } = await project.run('cost', '--stack', 'local');
    expect(stdout).to.include('Nothing in it costs anything: $0 a month.');
  });

  for (const [what, args, sentence] of [
    ['users that are no number', ['--dau', 'many'], /--dau takes a number from 1 to 100000000/],
    ['a share above one', ['--online', '1.5'], /--online takes a number from 0 to 1/],
    ['a price below nothing', ['--machine-price', '-1'], /--machine-price takes a number from 0/],
    ['a stack that does not exist', ['--stack', 'prd'], /no stack "prd"/],
  ] as const) {
    it(`exits 2 and says what is wrong: ${what}`, async () => {
      const { exitCode, stdout, stderr } = await project.run('cost', ...args);
      expect({ exitCode, stdout }).to.deep.equal({ exitCode: 2, stdout: '' });
      expect(stderr).to.match(sentence);
    });
  }

  it('says with the help which numbers the model takes for granted', async () => {
    const { exitCode, stdout } = await project.run('cost', '--help');
    expect(exitCode).to.equal(0);
    expect(stdout)
      .to.match(/--commands-per-request <number>.*\n?.*\(default: 5\)/)
      .and.include('docs/cost.md');
  });
});
