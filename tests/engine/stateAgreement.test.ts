import { execFile, execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import { readProject, readStackConfig } from '../../engine/project/index.ts';
import { openState } from '../../engine/state/stateFile.ts';
import { Secret } from '../../engine/wire/value.ts';
import { resource } from './fixtures/state/resources.ts';

const run = promisify(execFile);

describe('state and configuration on the Pulumi CLI', () => {
  let root: string;
  let env: NodeJS.ProcessEnv;

  before(function () {
    try {
      execFileSync('pulumi', ['version'], { stdio: 'ignore' });
    } catch {
      this.skip();
    }
  });
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'agreement-'));
    for (const name of ['backend', 'home', 'project']) await mkdir(path.join(root, name));
    env = {
      ...process.env,
      PULUMI_BACKEND_URL: `file://${path.join(root, 'backend')}`,
      PULUMI_HOME: path.join(root, 'home'),
      PULUMI_CONFIG_PASSPHRASE: 'correct horse',
      PULUMI_SKIP_UPDATE_CHECK: '1',
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: '1',
    };
    await writeFile(
      path.join(root, 'project/Pulumi.yaml'),
      'name: p\nruntime: nodejs\nconfig:\n  size: {type: integer}\n',
    );
    await pulumi('stack', 'init', 's');
  });
  afterEach(() => root && rm(root, { recursive: true }));

  const pulumi = async (...args: string[]) => {
    const { stdout } = await run('pulumi', [...args, '--non-interactive'], {
      cwd: path.join(root, 'project'),
      env,
    });
    return stdout;
  };
  const open = () =>
    openState(path.join(root, 'state'), {
      project: 'p',
      stack: 's',
      passphrase: { value: 'correct horse', from: 'a test' },
    });
  const stack = {
    urn: 'urn:pulumi:s::p::pulumi:pulumi:Stack::p-s',
    type: 'pulumi:pulumi:Stack',
    custom: false,
    inputs: {},
    outputs: { url: new Secret('redis://secret'), nodes: [1, 2] },
  };
  const provider = {
    urn: 'urn:pulumi:s::p::pulumi:providers:a::default',
    type: 'pulumi:providers:a',
    custom: true,
    id: 'provider-id',
    inputs: {},
    outputs: {},
  };

  it('go over to it: import, and its outputs in clear', async () => {
    const state = await open();
    const owned = resource(1, { parent: stack.urn, provider: `${provider.urn}::provider-id` });
    await state.save({ resources: [stack, provider, owned], pendingOperations: [] });
    const file = path.join(root, 'export.json');
    await writeFile(file, JSON.stringify(await state.export()));
    await pulumi('stack', 'import', '--file', file);
    expect(JSON.parse(await pulumi('stack', 'output', '--json', '--show-secrets'))).to.deep.equal({
      url: 'redis://secret',
      nodes: [1, 2],
    });
    await pulumi('stack', 'export', '--file', file);
    const back = await open();
    await back.import(JSON.parse(await readFile(file, 'utf8')));
    const { resources } = await (await open()).load();
    expect(resources.map(({ urn, inputs, outputs }) => ({ urn, inputs, outputs }))).to.deep.equal(
      [stack, provider, owned].map(({ urn, inputs, outputs }) => ({ urn, inputs, outputs })),
    );
  });

  it('come over from it: a stack file that it encrypted', async () => {
    await pulumi('config', 'set', 'size', '7');
    await pulumi('config', 'set', '--secret', 'password', 'hunter2');
    await pulumi('config', 'set', '--secret', '--path', 'nested.list[0]', 'deep');
    await pulumi('config', 'set', 'other:flag', 'true');
    const project = await readProject(path.join(root, 'project'));
    const config = await readStackConfig(project, 's', async () => ({
      value: 'correct horse',
      from: 'a test',
    }));
    expect(config.values).to.deep.equal({
      'p:size': '7',
      'p:password': 'hunter2',
      'p:nested': '{"list":["deep"]}',
      'other:flag': 'true',
    });
    expect(config.secretKeys).to.have.members(['p:password', 'p:nested']);
  });
});
