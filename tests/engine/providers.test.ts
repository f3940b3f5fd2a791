import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { destroy, preview, readDeployment, Secret, unknown, up } from '../../engine/index.ts';
import { testProject } from './fixtures/project.ts';
import { changes, messages, ops } from './fixtures/results.ts';

const repository = path.resolve(import.meta.dirname, '../..');

/** A plugin folder whose provider is the tests' own, and whose process ends in the middle of creating `NAME`. */
function pluginFiles(deadly: string): Record<string, string> {
  const from = (file: string) => JSON.stringify(path.join(repository, file));
  return {
    'plugin/PulumiPlugin.yaml': 'runtime: nodejs\n',
    'plugin/package.json': JSON.stringify({ name: 'plugin', version: '0.0.1', main: 'main.cjs' }),
    'plugin/main.cjs': "import('./index.ts');\n",
    'plugin/index.ts': `
import { runPlugin } from ${from('engine/provider/runPlugin.ts')};
import { testCloud, testProvider } from ${from('tests/engine/fixtures/testProvider.ts')};
const cloud = testCloud(${JSON.stringify('plugin-cloud.json')});
cloud.during = ({ urn }) => { if (urn.endsWith('::${deadly}')) process.exit(9); };
runPlugin(testProvider(cloud));
`,
  };
}

describe('engine: providers', () => {
  it('runs dynamic resources in the genuine server', async () => {
    const program = (size: number) => `
const provider = {
  async create(inputs) { return { id: 'made', outs: { ...inputs, area: inputs.size * 2 } }; },
  async update(id, olds, news) { return { outs: { ...news, area: news.size * 2 } }; },
};
class Plot extends pulumi.dynamic.Resource {
  constructor(name, args) { super(provider, name, { area: undefined, ...args }); }
}
export const area = new Plot('plot', { size: ${size}, code: pulumi.secret('hidden') }).area;`;
    const project = testProject(program(1));
    try {
      const planned = await preview(project);
      expect(messages(planned)).to.equal('');
      expect(changes(planned)).to.deep.equal(['create engine-test-dev', 'create plot']);
      expect(planned.outputs.area).to.equal(unknown);
      expect((await up(project)).outputs.area).to.equal(2);
      expect((await up(project)).changed).to.equal(false);
      project.program(program(2));
      const updated = await up(project);
      expect(changes(updated)).to.deep.equal(['update plot']);
      expect(updated.outputs.area).to.equal(4);
      const plot = (await readDeployment(project))?.resources.find(({ urn }) => urn.endsWith('::plot'));
      expect(plot).to.include({ id: 'made' });
      expect(plot?.inputs.code).to.deep.equal(new Secret('hidden'));
      expect(ops(await destroy(project))).to.deep.equal(['delete plot', 'delete engine-test-dev']);
    } finally {
      project.remove();
    }
  });

  it('keeps a provider with its configuration, known or not, for the resources that name it', async () => {
    const project = testProject(`
class Source extends pulumi.ProviderResource { constructor(n, a, o) { super('test', n, a, o); } }
const key = new Thing('key', {});
const late = new Source('late', { region: key.computed, password: pulumi.secret('pw') });
new Thing('remote', { size: 1 }, { provider: late });
const group = new pulumi.ComponentResource('my:index:Group', 'group', {}, { providers: { test: late }, protect: true });
new Thing('member', { size: 1 }, { parent: group });
new Thing('versioned', {}, { version: '2.0.1-beta.1' });
export const looked = pulumi.runtime.invokeOutput?.('test:index:look', { at: 'it' }) ?? pulumi.runtime.invoke('test:index:look', { at: 'it' });
export const found = Thing.get('found', 'some-id').computed;`);
    try {
      const planned = await preview(project);
      expect(messages(planned)).to.equal('');
      expect(planned.counts.create).to.equal(7);
      expect(planned.outputs).to.deep.include({
        looked: { token: 'test:index:look', at: 'it' },
        found: 'read some-id',
      });
      const result = await up(project);
      expect(messages(result)).to.equal('');
      const resources = (await readDeployment(project))?.resources ?? [];
      const named = (name: string) => resources.find(({ urn }) => urn.endsWith(`::${name}`));
      expect(named('late')?.outputs).to.deep.equal({ region: 'key is there', password: new Secret('pw') });
      expect(named('remote')?.provider).to.equal(`${named('late')?.urn}::${named('late')?.id}`);
      expect(named('member')).to.include({ provider: named('remote')?.provider, protect: true });
      expect(named('versioned')?.provider).to.contain('::default_2_0_1_beta_1::');
      const configured = project.cloud.calls.filter(({ method }) => method === 'configure');
      expect(configured.map(({ inputs }) => inputs.region)).to.include.members(['north', 'key is there']);
      expect((await up(project)).changed).to.equal(false);

      project.program("Thing.get('found', 'missing');");
      const missing = await preview(project);
      expect(missing.status).to.equal('failed');
      expect(messages(missing)).to.match(/no test:index:Thing with the id “missing”/);
    } finally {
      project.remove();
    }
  });

  it('says which provider died, and makes the rest when it is there again', async () => {
    const project = testProject(
      "const a = new Thing('a'); new Thing('b', { from: a.computed });",
      pluginFiles('b'),
    );
    project.providers = { test: ({ root }) => ({ folder: path.join(root, 'plugin') }) };
    try {
      const result = await up(project);
      expect(result.status).to.equal('failed');
      expect(messages(result)).to.match(/provider “test” ended by itself.*exit code 9/);
      const names = (await readDeployment(project))?.resources.map(({ urn }) => urn.split('::').at(-1));
      expect(names).to.include('a').and.not.to.include('b');
      for (const [file, text] of Object.entries(pluginFiles('nothing'))) {
        writeFileSync(path.join(project.root, file), text);
      }
      const mended = await up(project);
      expect(messages(mended)).to.equal('');
      expect(changes(mended)).to.deep.equal(['create b']);
      expect((await destroy(project)).status).to.equal('succeeded');
    } finally {
      project.remove();
    }
  });
});

describe('engine: options of resources', () => {
  const project = testProject('');
  const names = () => Object.values(project.cloud.things).map(({ name }) => name.split('::').at(-1));
  const deleted = () => {
    const calls = project.cloud.calls.filter(({ method }) => method === 'delete');
    return calls.map(({ urn }) => urn.split('::').at(-1));
  };
  after(() => project.remove());

  it('replaces in the right order what has to be replaced, and what cannot live without it', async () => {
    const program = (version: string) => `
const early = new Thing('early', { fixed: '${version}' });
new Thing('user', { from: early.id });
const late = new Thing('late', { fixed: '${version}', deleteFirst: true });
const bound = new Thing('bound', { fixedFrom: late.id });
new Thing('loose', { from: late.computed });
new Thing('picky', { size: '${version}' }, { replaceOnChanges: ['size'], deleteBeforeReplace: true });
new Thing('deaf', { size: '${version}', deep: { list: ['${version}'] } }, { ignoreChanges: ['size', 'deep.list[*]'] });
const host = new Thing('host', { fixed: '${version}' });
new Thing('guest', {}, { deletedWith: host });`;
    project.program(program('one'));
    expect((await up(project)).status).to.equal('succeeded');
    project.cloud.calls.length = 0;
    project.program(program('two'));
    const result = await up(project);
    expect(messages(result)).to.equal('');
    expect(result.counts).to.deep.equal({ create: 0, update: 1, replace: 6, delete: 0, same: 3 });
    const calls = project.cloud.calls
      .filter(({ method, preview: dry }) => !dry && ['create', 'update', 'delete'].includes(method))
      .map(({ method, urn }) => `${method} ${urn.split('::').at(-1)}`);
    const inOrder = (...wanted: string[]) => {
      const places = wanted.map((call) => calls.indexOf(call));
      expect(places, `${wanted} among ${calls}`).not.to.include(-1);
      expect(places).to.deep.equal([...places].sort((a, b) => a - b));
    };
    inOrder('create early', 'update user', 'delete early');
    inOrder('delete bound', 'delete late', 'create late', 'create bound');
    inOrder('delete picky', 'create picky');
    expect(calls).not.to.include('update deaf').and.not.to.include('delete guest');
    expect(names().filter((name) => name !== 'guest')).to.have.length(8);
  });

  it('keeps, forgets and renames as it is told', async () => {
    project.program(`
const pair = new pulumi.ComponentResource('my:index:Pair', 'before', {});
new Thing('before-child', { autoName: '' }, { parent: pair });
new Thing('kept', {}, { retainOnDelete: true });
new Thing('hidden', {}, { additionalSecretOutputs: ['computed'] });`);
    expect((await up(project)).status).to.equal('succeeded');
    const named = async (name: string) =>
      (await readDeployment(project))?.resources.find(({ urn }) => urn.endsWith(`::${name}`));
    const { inputs } = (await named('before-child')) ?? {};
    expect((await named('hidden'))?.outputs.computed).to.deep.equal(new Secret('hidden is there'));
    project.cloud.calls.length = 0;
    project.program(`
const pair = new pulumi.ComponentResource('my:index:Pair', 'after', {}, { aliases: [{ name: 'before' }] });
new Thing('after-child', { autoName: '' }, { parent: pair });`);
    const result = await up(project);
    expect(messages(result)).to.equal('');
    expect(changes(result).sort()).to.deep.equal(['delete hidden', 'delete kept']);
    expect(deleted()).to.deep.equal(['hidden']);
    expect(names()).to.include('kept');
    expect(await named('after-child')).to.deep.include({ inputs, parent: (await named('after'))?.urn });
    expect(await named('before')).to.equal(undefined);
  });
});
