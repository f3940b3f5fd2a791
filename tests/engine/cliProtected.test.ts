import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { makeProject, type TestProject } from './cliProject.ts';

// Rendered, not started: who refuses looks at the state, and asks no server.
describe('the command on a stack that is protected', () => {
  const stack = 'guarded';
  let project: TestProject;
  before(async () => {
    project = await makeProject();
    await project.configure(stack, {
      'redis-ha:backend': 'kubernetes',
      'redis-ha:kubernetes': { context: 'nowhere', storage: { size: '10Gi' } },
      'redis-ha:local': undefined,
      'redis-ha:protect': true,
    });
    const { exitCode, stderr } = await project.run('render', '--stack', stack);
    expect(exitCode, stderr).to.equal(0);
  });
  after(() => project.remove());

  for (const [verb, harm] of [
    [['drill'], 'a drill takes its primary away'],
    [['failover', '--yes'], 'its writes wait while its primary moves'],
  ] as const) {
    it(`${verb.join(' ')} refuses without --yes-really, and says what it would do`, async () => {
      const { exitCode, document } = await project.json(...verb, '--stack', stack);
      expect(document)
        .to.have.nested.property('error.message')
        .that.includes(`Stack ${stack} is protected (protect: true), and ${harm}.`)
        .and.includes('--yes-really');
      expect(exitCode).to.equal(2);
    });
  }
});
