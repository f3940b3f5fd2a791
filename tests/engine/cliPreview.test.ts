import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { makeProject, type TestProject } from './cliProject.ts';

describe('the command before anything is deployed', () => {
  let project: TestProject;
  before(async () => {
    project = await makeProject();
    await project.configure('open', { 'redis-ha:encryption': { inTransit: false } });
    await project.configure('wrong', { 'redis-ha:replicas': 'two', 'redis-ha:purpos': 'cache' });
  });
  after(() => project.remove());

  it('preview lists what would be created, hides secrets, exits 0', async () => {
    const { exitCode, document } = await project.json('preview');
    expect(exitCode).to.equal(0);
    expect(document).to.have.all.keys('stack', 'engine', 'steps', 'counts', 'policies', 'outputs');
    expect(document).to.include({ stack: 'local', engine: 'embedded' });
    expect(document.steps).to.be.an('array').that.is.not.empty;
    for (const step of document.steps as object[]) expect(step).to.have.all.keys('op', 'urn', 'type');
    expect(document.counts).to.have.all.keys('create', 'update', 'replace', 'delete', 'same');
    expect(document.outputs).to.have.property('env', '[secret]');
    const waived = (document.policies as { rule: string; state: string }[]).find(
      (p) => p.rule === 'redis-multi-az',
    );
    expect(waived).to.have.property('state', 'waived');
    expect(waived).to.have.nested.property('waiver.reason', 'a test on one machine');
  });

  it('preview as text draws the tree and the policies on stdout', async () => {
    const { exitCode, stdout } = await project.run('preview');
    expect(exitCode).to.equal(0);
    expect(stdout).to.match(/^ \+ +pulumi:pulumi:Stack +redis-ha-local +create/m);
    expect(stdout).to.match(/^ \+ +└─ redis-ha:index:RedisHA +main +create/m);
    expect(stdout).to.match(/^ \+ +├─ redis-local:index:\w+ +main-\S+ +create/m);
    expect(stdout).to.match(/waived.*redis-multi-az.*a test on one machine/);
  });

  it('preview as Markdown is a table for a CI summary', async () => {
    const { exitCode, stdout } = await project.run('preview', '--format', 'markdown');
    expect(exitCode).to.equal(0);
    expect(stdout).to.match(/^### Stack `local`: \d+ to create$/m);
    expect(stdout).to.match(/^\| `\+` \| main \| `redis-ha:index:RedisHA` \| create \|$/m);
    expect(stdout).to.match(/^\| ⚠️ waived \| `redis-multi-az` \| main \|/m);
  });

  for (const verb of [['preview'], ['up', '--yes']]) {
    it(`${verb[0]} of a stack without TLS exits 3, names rule and resource, creates nothing`, async () => {
      const { exitCode, document } = await project.json(...verb, '--stack', 'open');
      expect(exitCode).to.equal(3);
      expect(document).to.have.nested.property('error.code', 'policy');
      const violation = (document.policies as { rule: string; state: string; urn: string }[]).find(
        (policy) => policy.state === 'violation',
      );
      expect(violation).to.have.property('rule', 'redis-encryption-in-transit');
      expect(violation?.urn).to.match(/::main$/);
      expect(existsSync(join(project.root, '.redis-ha', 'open', 'main'))).to.equal(false);

      const text = await project.run(...verb, '--stack', 'open');
      expect(text.exitCode).to.equal(3);
      expect(text.stderr).to.match(/Refused by policy.*\n.*redis-encryption-in-transit on main: /);
    });
  }

  it('judges by the packs it is told to, configured as it is told', async () => {
    const file = join(project.root, 'rules.json');
    const judged = async (rules: object) => {
      await writeFile(file, JSON.stringify(rules));
      const pack = ['--policy-pack', 'policy', '--policy-pack-config', 'rules.json'];
      return await project.json('preview', '--stack', 'open', ...pack);
    };
    const lenient = await judged({ 'redis-encryption-in-transit': 'advisory' });
    expect(lenient.exitCode).to.equal(0);
    const { level, state } =
      (lenient.document.policies as Record<string, string>[]).find(
        ({ rule, urn }) => rule === 'redis-encryption-in-transit' && urn?.endsWith('::main'),
      ) ?? {};
    expect({ level, state }).to.deep.equal({ level: 'advisory', state: 'violation' });
    const wrong = await judged({ 'redis-multi-az': { minZones: 9 } });
    expect(wrong.exitCode).to.equal(2);
    expect(wrong.document)
      .to.have.nested.property('error.message')
      .that.matches(/redis-multi-az: “minZones” must be <= 6/);
  });

  it('a wrong configuration exits 2 and names every wrong key', async () => {
    const { exitCode, document } = await project.json('preview', '--stack', 'wrong');
    expect(exitCode).to.equal(2);
    expect(document).to.have.nested.property('error.code', 'configuration');
    const text = await project.run('preview', '--stack', 'wrong');
    expect(text.exitCode).to.equal(2);
    expect(text.stderr)
      .to.match(/replicas/)
      .and.to.match(/purpos/)
      .and.not.match(/^\s+at /m);
  });

  it('status exits 4 with a whole document', async () => {
    const { exitCode, document } = await project.json('status');
    expect(exitCode).to.equal(4);
    expect(document).to.deep.equal({
      stack: 'local',
      backend: 'local',
      topology: null,
      deployed: false,
      healthy: false,
      tls: false,
      primary: null,
      nodes: [],
      sentinels: null,
    });
  });

  for (const verb of ['env', 'outputs']) {
    it(`${verb} exits 1 and says how to deploy`, async () => {
      const { exitCode, stdout, stderr } = await project.run(verb);
      expect(exitCode).to.equal(1);
      expect(stdout).to.equal('');
      expect(stderr).to.match(/Stack local is not up; deploy it with: npx redis-ha up/);
    });
  }
});
