import { readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { execa } from 'execa';
import { after, before, describe, it } from 'mocha';
import { makeProject, type TestProject } from './cliProject.ts';

interface Document {
  stack: string;
  error?: { code: string };
  counts: { create: number };
  usdPerMonth: number;
  base: { kind: string; changes: { urn: string; differences: { path: string }[] }[] };
}

describe('the command: preview --all', () => {
  let project: TestProject;
  const git = (...args: string[]) =>
    execa('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...args], {
      cwd: project.root,
    });
  const all = async (...args: string[]) => {
    const { exitCode, document } = await project.json('preview', '--all', ...args);
    return { exitCode, stacks: document as unknown as Document[] };
  };

  before(async () => {
    project = await makeProject();
    await project.configure('other', { 'redis-ha:failover': { profile: 'calm' } });
    await writeFile(join(project.root, '.gitignore'), 'node_modules\n.redis-ha\n');
    await git('init', '--quiet', '--initial-branch', 'main');
    await git('add', '.');
    await git('commit', '--quiet', '--message', 'Two stacks');
  });
  after(() => project.remove());

  it('previews every stack, and prints an array', async () => {
    const { exitCode, stacks } = await all();
    expect(exitCode).to.equal(0);
    expect(stacks.map(({ stack }) => stack)).to.deep.equal(['local', 'other']);
    for (const { counts, usdPerMonth } of stacks)
      expect({ ...counts, usdPerMonth }).to.include({ usdPerMonth: 0 });
  });

  it('ends with the worst exit code, wrong configuration before a policy, and tells of each stack', async () => {
    await project.configure('refused', { 'redis-ha:waivers': [] });
    const refused = await project.run('preview', '--all');
    expect(refused.exitCode).to.equal(3);
    expect(refused.stdout).to.match(/refused: refused by policy\n {2}redis-/);
    await project.configure('wrong', { 'redis-ha:zones': 'many' });
    const { exitCode, stacks } = await all();
    expect(exitCode).to.equal(2);
    expect(Object.fromEntries(stacks.map(({ stack, error }) => [stack, error?.code]))).to.deep.equal({
      local: undefined,
      other: undefined,
      refused: 'policy',
      wrong: 'configuration',
    });
    await git('clean', '--force', '--quiet');
  });

  it('says what differs from another commit, in each stack, and leaves nothing of it behind', async () => {
    await project.configure('other', { 'redis-ha:failover': { profile: 'balanced' } });
    await project.configure('fresh');
    const { exitCode, stacks } = await all('--base', 'main');
    expect(exitCode).to.equal(0);
    const of = (name: string) => stacks.find(({ stack }) => stack === name)?.base;
    expect(of('local')).to.deep.include({ kind: 'compared', changes: [] });
    expect(of('fresh')).to.deep.include({ kind: 'new' });
    const changes = of('other')?.changes ?? [];
    expect(changes.find(({ urn }) => urn.endsWith('::main'))?.differences.map(({ path }) => path)).to.include(
      'failover.profile',
    );
    const { stdout } = await git('worktree', 'list');
    expect(stdout.split('\n')).to.have.length(1);
    expect((await readdir(tmpdir())).filter((name) => name.startsWith('redis-ha-base-'))).to.deep.equal([]);
  });

  it('writes the comment of a pull request', async () => {
    const { exitCode, stdout } = await project.run(
      'preview',
      '--all',
      '--base',
      'main',
      '--format',
      'markdown',
    );
    expect(exitCode).to.equal(0);
    expect(stdout)
      .to.match(/^### 3 stacks, compared with main \([0-9a-f]{7}\) with its own program\n/)
      .and.include('| ✅ | `local` | local |')
      .and.include('-   failover.profile: "calm"\n+   failover.profile: "balanced"')
      .and.include('| ⚠️ waived | `redis-multi-az` |');
  });

  it('runs the present program where the other commit wants other packages', async () => {
    await writeFile(join(project.root, 'package-lock.json'), '{}');
    const { exitCode, stacks } = await all('--base', 'main');
    expect(exitCode).to.equal(0);
    const local = stacks.find(({ stack }) => stack === 'local');
    expect(local?.base).to.include({ program: 'present', kind: 'compared' });
  });

  for (const [what, args, sentence] of [
    [
      'a commit that is not there',
      ['--all', '--base', 'origin/main'],
      /no commit origin\/main; a shallow one.*git fetch --depth=1/,
    ],
    ['a base without --all', ['--base', 'main'], /--base goes with --all/],
    ['one stack and every stack', ['--all', '--stack', 'local'], /--all is every stack/],
    [
      'a base and the Pulumi CLI',
      ['--all', '--base', 'main', '--engine', 'pulumi'],
      /leave --engine pulumi out/,
    ],
    [
      'a base that would be an option of git',
      ['--all', '--base', '--upload-pack=x'],
      /no commit|unknown|argument/,
    ],
  ] as const) {
    it(`exits 2 and says what is wrong: ${what}`, async () => {
      const { exitCode, stdout, stderr } = await project.run('preview', ...args);
      expect({ exitCode, stdout }).to.deep.equal({ exitCode: 2, stdout: '' });
      expect(stderr).to.match(sentence);
    });
  }
});
