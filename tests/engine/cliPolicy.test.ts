import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { makeProject, type TestProject } from './cliProject.ts';

const root = 'urn:pulumi:local::redis-ha';
const group = (name: string, inputs: object) => ({
  urn: `${root}::aws:elasticache/replicationGroup:ReplicationGroup::${name}`,
  type: 'aws:elasticache/replicationGroup:ReplicationGroup',
  custom: true,
  id: name,
  inputs,
  outputs: inputs,
  parent: `${root}::pulumi:pulumi:Stack::redis-ha-local`,
});
const secret = {
  '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
  ciphertext: 'v1:abc:hunter2',
};
const safe = {
  numCacheClusters: 3,
  multiAzEnabled: true,
  automaticFailoverEnabled: true,
  atRestEncryptionEnabled: true,
  transitEncryptionEnabled: true,
  authToken: secret,
  snapshotRetentionLimit: 7,
  finalSnapshotIdentifier: 'final',
  subnetGroupName: 'private',
  securityGroupIds: ['sg-1'],
};
const exported = (...resources: object[]) => ({
  version: 3,
  deployment: {
    resources: [
      { urn: `${root}::pulumi:pulumi:Stack::redis-ha-local`, type: 'pulumi:pulumi:Stack', custom: false },
      ...resources,
    ],
  },
});

describe('redis-ha policy', () => {
  let project: TestProject;
  before(async () => {
    project = await makeProject();
    await project.configure('local');
    const write = (name: string, json: unknown) =>
      writeFile(join(project.root, name), typeof json === 'string' ? json : JSON.stringify(json));
    await write('safe.json', exported(group('main', safe)));
    await write('unsafe.json', exported(group('main', { ...safe, multiAzEnabled: false })));
    await write('wrong.json', 'no JSON');
  });
  after(() => project.remove());

  it('judges what pulumi stack export printed, without its passphrase, and says nothing of its values', async () => {
    const { exitCode, stdout } = await project.run('policy', '--file', 'safe.json', '--format', 'json');
    expect(exitCode).to.equal(0);
    const { policies } = JSON.parse(stdout);
    const states = policies.filter(({ urn }: { urn?: string }) => urn?.endsWith('::main'));
    expect(states.find(({ rule }: { rule: string }) => rule === 'elasticache-multi-az')).to.include({
      state: 'pass',
    });
    expect(states.find(({ rule }: { rule: string }) => rule === 'elasticache-auth')).to.include({
      state: 'pass',
    });
    expect(stdout).not.to.contain('hunter2');
  });

  it('exits 3 where a mandatory rule is violated, in every format', async () => {
    const table = await project.run('policy', '--file', 'unsafe.json');
    expect(table.exitCode).to.equal(3);
    expect(table.stdout).to.match(/violation.*elasticache-multi-az/);
    const sarif = await project.run('policy', '--file', 'unsafe.json', '--format', 'sarif');
    expect(sarif.exitCode).to.equal(3);
    const [run] = JSON.parse(sarif.stdout).runs;
    expect(run.results[0]).to.have.property('ruleId');
    for (const rule of run.tool.driver.rules) {
      expect(rule, rule.id).to.include.keys('shortDescription', 'fullDescription', 'help', 'helpUri');
      expect(rule.help.markdown, rule.id).to.contain('**To mend it**');
    }
    const junit = await project.run('policy', '--file', 'unsafe.json', '--format', 'junit');
    expect(junit.exitCode).to.equal(3);
    expect(junit.stdout).to.contain('<testsuite name="elasticache-multi-az" tests="1" failures="1"');
  });

  it('says what is wrong with a file, or that nothing is up', async () => {
    const wrong = await project.run('policy', '--file', 'wrong.json');
    expect([wrong.exitCode, wrong.stderr]).to.satisfy(
      ([exit, said]: [number, string]) => exit === 2 && said.includes('is not JSON'),
    );
    const absent = await project.run('policy', '--file', 'absent.json');
    expect(absent.exitCode).to.equal(2);
    const none = await project.run('policy');
    expect(none.exitCode).to.equal(1);
    expect(none.stderr).to.contain('is not up');
  });

  it('is a format of preview too', async () => {
    const { exitCode, stdout } = await project.run('preview', '--format', 'junit');
    expect(exitCode).to.equal(0);
    expect(stdout)
      .to.contain('<testsuite name="redis-multi-az"')
      .and.contain('<skipped message="waived: a test on one machine"/>');
  });
});
