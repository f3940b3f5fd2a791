import { cp, mkdtemp, rm, symlink, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect } from 'chai';
import { execa } from 'execa';
import { after, before, describe, it } from 'mocha';
import { bin, makeProject, repository, type TestProject } from './cliProject.ts';

describe('the command, used wrongly', () => {
  let project: TestProject;
  before(async () => {
    project = await makeProject();
  });
  after(() => project.remove());

  const mistakes: [string, string[], RegExp][] = [
    ['a verb that does not exist', ['upp'], /unknown command 'upp' \(Did you mean up\?\)/],
    ['a verb that is not there yet', ['migrate'], /"migrate" is not there yet; this version has up, preview/],
    ['an option that does not exist', ['up', '--force'], /unknown option '--force'/],
    ['a format that does not exist', ['env', '--format', 'xml'], /dotenv, shell, json/],
    [
      'a stack that does not exist',
      ['preview', '--stack', 'locl'],
      /no stack "locl".*there are local\. Did you mean local\?/,
    ],
    [
      'a policy pack that is not there',
      ['preview', '--policy-pack', 'polcy'],
      /no policy pack in .*polcy: no PulumiPolicy\.yaml/,
    ],
    [
      'a configuration of a policy pack that is not there',
      ['preview', '--policy-pack-config', 'strict.json'],
      /no .*strict\.json, which --policy-pack-config names/,
    ],
    [
      'more configurations than policy packs',
      ['preview', '--policy-pack-config', 'Pulumi.yaml', '--policy-pack-config', 'Pulumi.yaml'],
      /given 2 times for 1 policy packs/,
    ],
    ['up with nobody to ask', ['up'], /Without a terminal nobody can be asked: up needs --yes/],
    ['destroy with nobody to ask', ['destroy'], /destroy needs --yes/],
  ];
  for (const [what, args, sentence] of mistakes) {
    it(`says what is wrong in one sentence and exits 2: ${what}`, async () => {
      const { exitCode, stdout, stderr } = await project.run(...args);
      expect(exitCode).to.equal(2);
      expect(stdout).to.equal('');
      expect(stderr)
        .to.match(sentence)
        .and.not.match(/^\s+at /m);
      expect(stderr.trimEnd().split('\n')).to.have.length(1);
    });
  }

  it('gives the same as a document with --json', async () => {
    const { exitCode, document } = await project.json('preview', '--stack', 'locl');
    expect(exitCode).to.equal(2);
    expect(document).to.have.nested.property('error.code', 'usage');
    expect(document)
      .to.have.nested.property('error.message')
      .that.matches(/no stack "locl"/);
    expect(document).to.have.nested.property('error.details.nearest', 'local');
  });

  it('refuses two formats at once', async () => {
    for (const args of [
      ['env', '--format', 'shell'],
      ['preview', '--format', 'markdown'],
    ]) {
      const { exitCode, document } = await project.json(...args);
      expect(exitCode).to.equal(2);
      expect(document)
        .to.have.nested.property('error.message')
        .that.matches(/^--json and --format \w+ ask for two formats/);
    }
  });

  it('judges nothing with no pack at all, unless it is told another', async () => {
    await unlink(join(project.root, 'policy'));
    const { exitCode, stdout, stderr } = await project.run('preview');
    const named = await project.run('preview', '--policy-pack', join(repository, 'policy'));
    await symlink(join(repository, 'policy'), join(project.root, 'policy'));
    expect({ exitCode, stdout }).to.deep.equal({ exitCode: 2, stdout: '' });
    expect(stderr).to.match(/policy pack is not there .*so nothing would be judged.*--policy-pack/);
    expect(named.exitCode).to.equal(0);
  });

  it('shows the verbs when none is given, and a verb with its examples', async () => {
    const none = await project.run();
    expect(none.exitCode).to.equal(2);
    expect(none.stderr).to.include('up [options]').and.to.include('Exit codes');
    const help = await project.run('env', '--help');
    expect(help.exitCode).to.equal(0);
    expect(help.stdout).to.include('eval "$(npx redis-ha env --format shell)"');
  });

  it('says so outside of a project', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'redis-ha-nowhere-'));
    const { exitCode, stderr } = await execa(process.execPath, [bin, 'status'], {
      cwd: folder,
      reject: false,
    });
    await rm(folder, { recursive: true });
    expect(exitCode).to.equal(2);
    expect(stderr).to.match(/No Pulumi\.yaml in .*redis-ha-nowhere-/);
  });

  it('names the command that installs its packages where they are missing', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'redis-ha-bare-'));
    const copy = join(folder, 'cli', 'bin', 'redis-ha.js');
    await cp(bin, copy);
    for (const part of ['package.json', 'engine/children/cacheFolder.js']) {
      await cp(join(repository, part), join(folder, part));
    }
    const { exitCode, stderr } = await execa(process.execPath, [copy, 'up', '--yes'], { reject: false });
    await rm(folder, { recursive: true });
    expect(exitCode).to.equal(2);
    expect(stderr).to.match(/packages are not installed; run "make setup"/);
  });

  it('runs on its own Node where the one of the machine is too old', async function () {
    const old = await oldNode();
    if (!old) return this.skip();
    const { exitCode, stderr } = await execa(old, [bin, 'migrate'], { cwd: project.root, reject: false });
    expect(exitCode).to.equal(2);
    expect(stderr).to.match(/"migrate" is not there yet/);
  });
});

/** A Node on PATH that cannot run TypeScript. */
async function oldNode(): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const node = join(folder, 'node');
    const answer = await execa(node, ['-p', 'process.features.typescript ?? false'], { reject: false });
    if (answer.stdout === 'false') return node;
  }
  return undefined;
}
