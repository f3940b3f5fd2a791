import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type ExecaError, execa } from 'execa';
import { after, before, describe, it } from 'mocha';
import { parseAllDocuments, stringify } from 'yaml';

const repository = join(import.meta.dirname, '../../..');

interface Manifest {
  kind: string;
  metadata: { name: string };
}

describe('redis-ha render', () => {
  let folder: string;
  let first: { stdout: string; stderr: string };

  async function render(...args: string[]): Promise<{ stdout: string; stderr: string }> {
    const bin = join(repository, 'cli/bin/redis-ha.js');
    const packs = ['--policy-pack', join(repository, 'policy')];
    return await execa(process.execPath, [bin, 'render', ...packs, ...args], { cwd: folder });
  }

  function manifestsIn(yaml: string): Manifest[] {
    return parseAllDocuments(yaml, { version: '1.1' }).map((document) => document.toJS() as Manifest);
  }

  async function writeStack(config: Record<string, unknown>): Promise<void> {
    const waivers = ['redis-encryption-at-rest', 'redis-snapshot-retention'].map((rule) => ({
      rule,
      reason: 'A test.',
    }));
    // Named, because it would follow memoryGb, and no volume can.
    const storage = { size: '10Gi' };
    const all = { backend: 'kubernetes', kubernetes: { context: 'nowhere', storage }, waivers, ...config };
    const keys = Object.entries(all).map(([key, value]) => [`redis-ha:${key}`, value]);
    await writeFile(join(folder, 'Pulumi.dev.yaml'), stringify({ config: Object.fromEntries(keys) }));
  }

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'redis-ha-render-'));
    const runtime = { name: 'nodejs', options: { typescript: false } };
    const project = { name: 'redis-ha', runtime, main: join(repository, 'index.ts') };
    await writeFile(join(folder, 'Pulumi.yaml'), stringify(project));
    await writeStack({});
    first = await render('--stack', 'dev', '--show-secrets');
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it('prints the same every time, passwords included', async () => {
    expect((await render('--stack', 'dev', '--show-secrets')).stdout).to.equal(first.stdout);
  });

  it('prints what is needed first before what needs it, each object once', () => {
    const found = manifestsIn(first.stdout);
    const kinds = found.map(({ kind }) => kind);
    expect(kinds.indexOf('Secret')).to.be.lessThan(kinds.indexOf('StatefulSet'));
    expect(kinds.lastIndexOf('ConfigMap')).to.be.lessThan(kinds.indexOf('Service'));
    const ids = found.map(({ kind, metadata }) => `${kind}/${metadata.name}`);
    expect(new Set(ids)).to.have.property('size', ids.length);
    expect(ids).to.include.members(['StatefulSet/main-data', 'StatefulSet/main-sentinel']);
  });

  it('leaves the Secrets out unless they are asked for, and says so beside the manifests', async () => {
    const { stdout, stderr } = await render('--stack', 'dev');
    expect(manifestsIn(stdout).map(({ kind }) => kind)).not.to.include('Secret');
    expect(stderr).to.contain('Left out').and.to.contain('main-access-');
    for (const secret of first.stdout.matchAll(/-password: (\S+)/g))
      expect(`${stdout}${stderr}`).not.to.contain(secret[1]);
  });

  it('prints one document for machines', async () => {
    const list = JSON.parse((await render('--stack', 'dev', '--json', '--show-secrets')).stdout);
    expect(list).to.include({ apiVersion: 'v1', kind: 'List' });
    expect(list.items).to.deep.equal(manifestsIn(first.stdout));
  });

  it('rolls the pods when a setting changes, by another name of what they mount', async () => {
    await writeStack({ memoryGb: 2 });
    const names = (yaml: string) => manifestsIn(yaml).map(({ metadata }) => metadata.name);
    const [before, now] = [first.stdout, (await render('--stack', 'dev', '--show-secrets')).stdout].map(
      names,
    );
    const changed = before?.filter((name) => !now?.includes(name));
    expect(changed).to.have.length(1);
    expect(changed?.[0]).to.match(/^main-config-/);
  });

  it('is refused by the policies, like a deployment', async () => {
    await writeStack({ waivers: [] });
    const failure: ExecaError = await render('--stack', 'dev').then(
      () => expect.fail('It was not refused.'),
      (error) => error,
    );
    expect(failure.exitCode).to.equal(3);
    expect(failure.stdout).to.equal('');
  });
});
