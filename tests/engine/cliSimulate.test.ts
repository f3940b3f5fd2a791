import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { makeProject, type TestProject } from './cliProject.ts';

describe('the command on a simulated cloud', () => {
  let project: TestProject;
  before(async () => {
    project = await makeProject();
    await project.configure('dev', {
      'redis-ha:backend': 'kubernetes',
      'redis-ha:kubernetes': { context: 'nowhere' },
      'redis-ha:local': undefined,
    });
  });
  after(() => project.remove());

  it('up --simulate goes through a whole deployment and says that nothing was made', async () => {
    const { exitCode, stdout, stderr } = await project.run('up', '--simulate', '--yes', '--stack', 'dev');
    expect(exitCode, stderr).to.equal(0);
    expect(stdout).to.contain('Stack dev is simulated').and.to.contain('nothing was made');
    const { document } = await project.json('up', '--simulate', '--yes', '--stack', 'dev');
    expect(document).to.include({ engine: 'simulated' });
    expect(document.counts).to.include({ create: 0, update: 0, replace: 0, delete: 0 });
  });

  it('shows what was simulated only to whoever asks for it', async () => {
    const { document } = await project.json('env', '--simulate', '--stack', 'dev');
    expect(document).to.include({ REDIS_MODE: 'sentinel' });
    for (const verb of ['env', 'outputs']) {
      const { exitCode, document: refused } = await project.json(verb, '--stack', 'dev');
      expect(exitCode).to.equal(1);
      expect(refused.error).to.include({ code: 'not-deployed' });
    }
    const { document: plan } = await project.json('preview', '--stack', 'dev');
    expect(plan.counts).to.include({ same: 0 });
    const { document: next } = await project.json('preview', '--simulate', '--stack', 'dev');
    expect(next).to.include({ engine: 'simulated' });
    expect(next.counts).to.include({ create: 0 });
  });

  it('destroy --simulate forgets it, and touches nothing else', async () => {
    const { exitCode } = await project.run('destroy', '--simulate', '--yes', '--purge', '--stack', 'dev');
    expect(exitCode).to.equal(0);
    expect(existsSync(join(project.root, '.redis-ha', 'dev', 'simulated'))).to.equal(false);
    const { document } = await project.json('env', '--simulate', '--stack', 'dev');
    expect((document.error as { message: string }).message).to.contain('up --simulate --stack dev');
  });

  it('refuses what would be real', async () => {
    const local = await project.json('up', '--simulate', '--yes');
    expect(local.exitCode).to.equal(2);
    expect((local.document.error as { message: string }).message).to.contain('runs on this machine');
    const pulumi = await project.json('up', '--simulate', '--yes', '--stack', 'dev', '--engine', 'pulumi');
    expect(pulumi.exitCode).to.equal(2);
    expect((pulumi.document.error as { message: string }).message).to.contain('leave one of them out');
    const cloud = await project.json('up', '--yes', '--stack', 'dev');
    expect(cloud.exitCode).to.equal(2);
    expect((cloud.document.error as { message: string }).message)
      .to.contain('--engine pulumi')
      .and.contain('--simulate');
  });
});
