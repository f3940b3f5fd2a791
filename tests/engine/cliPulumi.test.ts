import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { execa } from 'execa';
import { after, before, describe, it } from 'mocha';
import { stringify } from 'yaml';
import { makeProject, repository, type TestProject } from './cliProject.ts';

/** The CLI takes a program only from within its project. */
async function copyProgram(root: string): Promise<void> {
  for (const part of ['index.ts', 'package.json', 'components', 'providers', 'engine']) {
    await cp(join(repository, part), join(root, part), { recursive: true });
  }
  const plugins = { providers: [{ name: 'redis-local', path: './providers/local/plugin' }] };
  const runtime = { name: 'nodejs', options: { typescript: false } };
  await writeFile(
    join(root, 'Pulumi.yaml'),
    stringify({ name: 'redis-ha', runtime, main: 'index.ts', plugins }),
  );
}

describe('the command with --engine pulumi', () => {
  let project: TestProject;
  const use = (...args: string[]) => project.json(...args, '--engine', 'pulumi');

  before(async function () {
    const version = await execa('pulumi', ['version'], { reject: false });
    if (version.failed) this.skip();
    project = await makeProject();
    await copyProgram(project.root);
    await mkdir(join(project.root, 'backend'));
    project.environment = {
      PULUMI_BACKEND_URL: `file://${join(project.root, 'backend')}`,
      PULUMI_HOME: join(project.root, 'home'),
      PULUMI_CONFIG_PASSPHRASE: 'test',
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: '1',
    };
  });
  after(async () => {
    await project?.run('destroy', '--yes', '--purge', '--engine', 'pulumi');
    await project?.remove();
  });

  it('says what to do about a stack that its backend does not know', async () => {
    const { exitCode, stderr } = await project.run('preview', '--engine', 'pulumi');
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(/has no stack local; up makes it/);
    expect((await use('status')).exitCode).to.equal(4);
  });

  it('deploys, looks, hands out the connection and hides secrets as the embedded engine does', async () => {
    const up = await use('up', '--yes');
    expect(up.exitCode, JSON.stringify(up.document.error)).to.equal(0);
    expect(up.document).to.have.all.keys('stack', 'engine', 'steps', 'counts', 'policies', 'outputs');
    expect(up.document).to.include({ engine: 'pulumi' });
    expect(up.document.outputs).to.have.property('env', '[secret]');
    expect((await use('status')).exitCode).to.equal(0);
    expect((await use('env')).document).to.include({ REDIS_MODE: 'sentinel', REDIS_TLS: 'true' });
    const again = await project.run('preview', '--engine', 'pulumi');
    expect(again.stdout).to.include('Nothing would change');
    expect(again.stderr).to.equal('');
  });

  it('tells a wrong configuration and a violation by their exit codes', async () => {
    await project.configure('wrong', { 'redis-ha:purpos': 'cache' });
    const wrong = await use('up', '--yes', '--stack', 'wrong');
    expect(wrong.exitCode).to.equal(2);
    expect(wrong.document).to.have.nested.property('error.message').that.includes('Did you mean purpose?');
    await project.configure('open', { 'redis-ha:encryption': { inTransit: false } });
    const open = await use('up', '--yes', '--stack', 'open');
    expect(open.exitCode).to.equal(3);
    expect(open.document)
      .to.have.nested.property('error.message')
      .that.includes('redis-encryption-in-transit');
    const rules = join(project.root, 'lenient.json');
    await writeFile(rules, JSON.stringify({ 'redis-encryption-in-transit': 'advisory' }));
    const lenient = await use('preview', '--stack', 'open', '--policy-pack-config', rules);
    expect(lenient.exitCode).to.equal(0);
  });
});

describe('the command with --engine pulumi, without the CLI', () => {
  it('says what is missing', async () => {
    const project = await makeProject();
    project.environment = { PATH: '/nowhere' };
    const { exitCode, stderr } = await project.run('preview', '--engine', 'pulumi');
    await project.remove();
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(/There is no pulumi on PATH/);
  });
});
