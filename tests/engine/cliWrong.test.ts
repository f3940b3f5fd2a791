import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { execa } from 'execa';
import { after, before, describe, it } from 'mocha';
import { stringify } from 'yaml';
import { makeProject, redisHaIn, repository, type TestProject } from './cliProject.ts';

const sealed = 'config:\n  redis-ha:backend: local\n  redis-ha:local:\n    secure: v1:AAAA:BBBB\n';

describe('the command on a project in which something is wrong', () => {
  let project: TestProject;
  const declaring = (main: string) => ({
    name: 'redis-ha',
    runtime: { name: 'nodejs', options: { typescript: false } },
    main,
    config: { backend: { type: 'string' } },
  });
  before(async () => {
    project = await makeProject();
    await writeFile(join(project.root, 'Pulumi.yaml'), stringify(declaring(join(repository, 'index.ts'))));
  });
  after(() => project.remove());

  const files: [what: string, text: string, says: RegExp[]][] = [
    ['an empty file', '', [/redis-ha:backend/]],
    ['no backend, and more', 'config: {"redis-ha:replicas": two}', [/redis-ha:backend/, /redis-ha:replicas/]],
    ['an empty backend', 'config: {"redis-ha:backend": ""}', [/redis-ha:backend/]],
    ['broken YAML', 'config: [', [/wrong\.yaml is not valid YAML/]],
    ['a key twice', 'config:\n  a:b: 1\n  a:b: 2\n', [/Map keys must be unique at line 3/]],
    ['a key without namespace', 'config: {backend: local}', [/“redis-ha:backend”/]],
    ['encrypted values without salt', sealed, [/encryptionsalt/]],
    ['encrypted values and no passphrase', `encryptionsalt: v1:AA==:v1:AA==:AA==\n${sealed}`, [/PASSPHRASE/]],
  ];
  for (const [what, text, says] of files) {
    it(`exits 2 and says so, on stdout nothing: ${what}`, async () => {
      await writeFile(join(project.root, 'Pulumi.wrong.yaml'), text);
      const { exitCode, stdout, stderr } = await project.run('preview', '--stack', 'wrong');
      expect(exitCode, stderr).to.equal(2);
      expect(stdout).to.equal('');
      for (const sentence of says) expect(stderr).to.match(sentence);
      expect(stderr).not.to.match(/^\s+at /m);
    });
  }

  it('never shows a preview that failed as one without changes', async () => {
    const broken = await makeProject();
    await mkdir(join(broken.root, 'program'));
    await writeFile(join(broken.root, 'program', 'index.js'), "throw new Error('kaboom');\n");
    await writeFile(join(broken.root, 'Pulumi.yaml'), stringify(declaring('program')));
    const text = await broken.run('preview');
    const markdown = await broken.run('preview', '--format', 'markdown');
    await broken.remove();
    expect(text.exitCode).to.equal(1);
    expect(text.stdout).to.not.match(/Nothing would change|: nothing/);
    expect(text.stderr).to.match(/The preview failed\.[\s\S]*kaboom/);
    expect(markdown.stdout)
      .to.match(/preview failed[\s\S]*kaboom/)
      .and.not.match(/: nothing/);
  });

  it('tells a damaged state and another passphrase in a sentence, without a trace', async () => {
    const state = join(project.root, '.redis-ha', 'local');
    await mkdir(state, { recursive: true });
    await writeFile(join(state, 'state.json'), '{');
    await writeFile(join(state, 'passphrase'), 'x');
    for (const args of [['status'], ['env'], ['outputs'], ['destroy', '--yes']]) {
      const { exitCode, stderr } = await project.run(...args);
      expect(exitCode).to.equal(1);
      expect(stderr)
        .to.match(/state\.json is damaged/)
        .and.not.match(/^\s+at /m);
    }
    const { document } = await project.json('status');
    expect(document).to.have.nested.property('error.details').that.deep.equals({});
    await rm(join(state, 'passphrase'));
    expect((await project.run('status')).stderr).to.match(/passphrase of the state.*is not there/);
    await rm(state, { recursive: true });
  });

  it('says what to do where the state cannot be written', async () => {
    await rm(join(project.root, '.redis-ha'), { recursive: true, force: true });
    await writeFile(join(project.root, '.redis-ha'), 'in the way');
    const { exitCode, stderr } = await project.run('up', '--yes');
    await rm(join(project.root, '.redis-ha'));
    expect(exitCode).to.equal(1);
    expect(stderr).to.match(/The state cannot be kept in .*: make the folder of the project writable/);
  });

  it('lets nobody else into what it writes, whatever the umask is', async () => {
    const own = join(project.root, '.redis-ha');
    await mkdir(join(own, 'cache'), { recursive: true });
    await execa('chmod', ['-R', '777', own]);
    await writeFile(join(own, 'cache', 'planted'), 'not ours');
    const { exitCode } = await redisHaIn(project.root, 'umask 000', 'preview');
    expect(exitCode).to.equal(0);
    const { stdout } = await execa('find', [own, '-perm', '/077']);
    expect(stdout).to.equal('');
    expect(await stat(join(own, 'cache', 'planted')).catch(() => undefined)).to.equal(undefined);
  });
});
