import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { listStacks, readProject, readStackConfig } from '../../engine/project/index.ts';
import { newCrypter } from '../../engine/state/passphrase.ts';

const header = 'name: shop\nruntime: {name: nodejs, options: {typescript: false}}\nmain: index.ts\n';

describe('Pulumi.yaml and stack files', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'project-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  const write = (name: string, text: string) => writeFile(path.join(root, name), text);
  async function configured(declarations: string, stack: string, passphrase?: string) {
    await write('Pulumi.yaml', header + declarations);
    await write('Pulumi.dev.yaml', stack);
    const given = passphrase === undefined ? undefined : async () => ({ value: passphrase, from: 'a test' });
    return readStackConfig(await readProject(root), 'dev', given);
  }
  const failure = (attempt: Promise<unknown>) =>
    attempt.then(
      () => expect.fail('it worked'),
      (error: Error) => {
        expect(error.name).to.equal('ProjectError');
        return error.message;
      },
    );

  it('say what the program is and where its providers are', async () => {
    await write(
      'Pulumi.yaml',
      `name: shop
runtime:
  name: nodejs
  options: {nodeargs: "--import 'my loader.mjs' --no-warnings", tsconfig: tsconfig.pulumi.json}
plugins:
  providers:
    - {name: redis-local, path: ./providers/local}
`,
    );
    expect(await readProject(root)).to.deep.include({
      root,
      name: 'shop',
      main: '.',
      runtimeOptions: {
        typescript: true,
        nodeargs: ['--import', 'my loader.mjs', '--no-warnings'],
        tsconfig: 'tsconfig.pulumi.json',
      },
      providers: { 'redis-local': path.join(root, 'providers/local') },
    });
  });

  it('are refused by the name of what is not supported', async () => {
    const cases = [
      ['name: p\nruntime: python', '“python”'],
      ['name: p\nruntime: nodejs\nstackConfigDir: x', '“stackConfigDir”'],
      ['name: p\nruntime: nodejs\npackages: {}', '“packages”'],
      ['name: p\nruntime: nodejs\nplugins: {analyzers: []}', '“plugins.analyzers”'],
      ['runtime: nodejs', 'no “name”'],
      ['name: p\nruntime: [', 'not valid YAML'],
      ['name: p\nruntime: {name: nodejs, options: {typescript: maybe}}', '“typescript”'],
    ] as const;
    for (const [text, name] of cases) {
      await write('Pulumi.yaml', text);
      expect(await failure(readProject(root)))
        .to.include(name)
        .and.to.include(path.join(root, 'Pulumi.yaml'));
    }
    await rm(path.join(root, 'Pulumi.yaml'));
    expect(await failure(readProject(root))).to.equal(`There is no Pulumi.yaml in ${root}.`);
  });

  it('name the nearest stack when there is no such one', async () => {
    await configured('', 'config: {}');
    await write('Pulumi.production.yaml', '');
    const project = await readProject(root);
    expect(await listStacks(project)).to.deep.equal(['dev', 'production']);
    expect(await failure(readStackConfig(project, 'prodution'))).to.equal(
      'There is no stack “prodution”. Did you mean production? The stacks are dev, production.',
    );
  });

  it('give the program text, and JSON for lists and objects', async () => {
    const { values } = await configured(
      '',
      'config:\n  shop:text: a\n  shop:number: 7\n  shop:yes: true\n  shop:float: 1.50\n  shop:object: {a: [1, {b: null}]}\n  aws:config:region: x\n',
    );
    expect(values).to.deep.equal({
      'shop:text': 'a',
      'shop:number': '7',
      'shop:yes': 'true',
      'shop:float': '1.5',
      'shop:object': '{"a":[1,{"b":null}]}',
      'aws:region': 'x',
    });
  });

  it('join what the project declares with what the stack sets', async () => {
    const declarations = `config:
  size: {type: integer, default: 3}
  short: bare
  aws:region: {value: eu-west-1}
  redis.memory: {type: integer, default: 2}
  redis.zones: {type: array, items: {type: string}, default: [a]}
`;
    const { values } = await configured(
      declarations,
      'config:\n  shop:size: "5"\n  shop:redis: {memory: 8}\n',
    );
    expect(values).to.deep.equal({
      'shop:size': '5',
      'shop:short': 'bare',
      'aws:region': 'eu-west-1',
      'shop:redis': '{"memory":8,"zones":["a"]}',
    });
  });

  it('are checked all at once: keys without namespace, what is missing, of a wrong type, or in clear', async () => {
    const mistakes = async (declarations: string, stack: string) =>
      (await configured(declarations, stack)).mistakes.map(({ key, message }) => `${key}: ${message}`);
    const declared =
      'config: {a: {type: string}, b: {type: integer}, c: {type: string, secret: true}, d: {type: boolean}}';
    const stack = 'config: {bare: x, "shop:b": x, "shop:c": x, "shop:d": "true"}';
    expect(await mistakes(declared, stack)).to.deep.equal([
      'bare: A key must have the form NAMESPACE:NAME, as in “shop:bare”.',
      'shop:a: It must be set: Pulumi.yaml declares it without a default.',
      'shop:b: It must be of the type integer.',
      'shop:c: It stands in clear, and Pulumi.yaml declares it secret.',
    ]);
    const list = 'config: {a: {type: array, items: {type: array, items: {type: boolean}}}}';
    expect(await mistakes(list, 'config: {"shop:a": [[true, maybe]]}')).to.deep.equal([
      'shop:a: It must be of the type array<array<boolean>>.',
    ]);
    expect(await failure(configured('config: {a: {type: integer, default: x}}', ''))).to.include('default');
    expect(await failure(configured('config: {"aws:a": {type: string, value: x}}', ''))).to.include(
      'namespace',
    );
    expect(await failure(configured('', 'environment: [dev]'))).to.include('“environment”');
    expect(await failure(configured('', 'config:\n  a:b: 1\n  a:b: 2\n  a:c: 1\n  a:c: 2\n'))).to.match(
      /Map keys must be unique at line 3.*; Map keys must be unique at line 5.*\.$/,
    );
  });

  it('decrypt what is encrypted, and say which keys are secret', async () => {
    const crypter = await newCrypter({ value: 'open', from: 'a test' });
    const stack = `encryptionsalt: ${crypter.salt}
config:
  shop:password: {secure: "${crypter.encrypt('hunter2')}"}
  shop:nested: {list: [{secure: "${crypter.encrypt('deep')}"}, plain]}
  shop:plain: {secure: x, and: y}
`;
    const { values, secretKeys } = await configured('', stack, 'open');
    expect(values).to.deep.equal({
      'shop:password': 'hunter2',
      'shop:nested': '{"list":["deep","plain"]}',
      'shop:plain': '{"secure":"x","and":"y"}',
    });
    expect(secretKeys).to.deep.equal(['shop:password', 'shop:nested']);
    expect(await failure(configured('', stack))).to.include('PULUMI_CONFIG_PASSPHRASE');
    expect(await failure(configured('', stack, 'shut'))).to.equal(
      `The passphrase from a test does not open ${path.join(root, 'Pulumi.dev.yaml')}: it was encrypted with another one.`,
    );
  });
});
