import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { after, describe, it } from 'mocha';
import { type PolicyResult, preview, readDeployment, up } from '../../engine/index.ts';
import { packFiles, testProject } from './fixtures/project.ts';
import { changes, messages } from './fixtures/results.ts';

const rule = (name: string, level: string, check: string) => `{
  name: '${name}', description: '${name}.', enforcementLevel: '${level}',
  validateResource: (args, report) => { if (args.type.startsWith('test:') || args.type === 'my:index:Comp') { ${check} } },
}`;

const policies = `[
  ${rule('small', 'mandatory', "if (args.props.size > 5) report('size must be at most 5')")},
  ${rule('named', 'advisory', "if (!args.props.owner) report('name an owner')")},
  ${rule('waivable', 'mandatory', "if (args.props.waived) args.notApplicable('waived: ' + args.props.waived); if (args.props.excused) args.notApplicable('other reason')")},
  ${rule('off', 'disabled', "report('never')")},
  ${rule('knows', 'mandatory', "if (args.props.from === 'x') report('from x')")},
  { name: 'tagged', description: 'tags', enforcementLevel: 'remediate',
    remediateResource: (args) => args.name === 'a' ? { ...args.props, tag: 'mended' } : undefined,
    validateResource: (args, report) => { if (args.name === 'a' && args.props.tag !== 'mended') report('no tag'); } },
  { name: 'few', description: 'few things', enforcementLevel: 'mandatory',
    configSchema: { properties: { most: { type: 'number', default: 3 } } },
    validateStack: (args, report) => {
      const things = args.resources.filter((r) => r.type === 'test:index:Thing');
      if (things.length > args.getConfig().most) report('too many things: ' + things.length);
    } },
]`;

describe('engine: policies', () => {
  const project = testProject('', packFiles('rules', policies));
  project.policyPacks = [{ folder: path.join(project.root, 'rules') }];
  after(() => project.remove());
  const of = (results: PolicyResult[], name: string, rule: string) =>
    results.filter((result) => result.rule === rule && result.urn?.endsWith(`::${name}`));

  it('passes, reports, waives, excuses and mends', async () => {
    project.program(`
const a = new Thing('a', { size: 1, owner: 'me', waived: 'one machine (until 2031-12-31)' });
new Thing('b', { size: 2, waived: 'for ever', from: a.computed });
new Thing('c', { size: 2, excused: true });
new pulumi.ComponentResource('my:index:Comp', 'comp', { size: 3 });`);
    const result = await up(project);
    expect(messages(result)).to.equal('');
    expect(result.status).to.equal('succeeded');
    const { policies: results } = result;
    expect(of(results, 'a', 'small')).to.deep.equal([
      {
        pack: 'rules',
        rule: 'small',
        urn: result.steps.find((step) => step.urn.endsWith('::a'))?.urn,
        state: 'pass',
        level: 'mandatory',
      },
    ]);
    expect(of(results, 'b', 'named')[0]).to.include({
      state: 'violation',
      level: 'advisory',
      message: 'named.\nname an owner',
    });
    expect(of(results, 'comp', 'named')[0]).to.include({ state: 'violation' });
    expect(of(results, 'a', 'waivable')[0]).to.deep.include({
      state: 'waived',
      waiver: { reason: 'one machine', until: '2031-12-31' },
    });
    expect(of(results, 'b', 'waivable')[0]?.waiver).to.deep.equal({ reason: 'for ever' });
    expect(of(results, 'c', 'waivable')[0]).to.include({ state: 'not-applicable', message: 'other reason' });
    expect(results.filter((one) => one.rule === 'off')).to.deep.equal([]);
    expect(of(results, 'engine-test-dev', 'small')[0]?.state).to.equal('pass');
    expect(of(results, 'default', 'small')[0]?.state).to.equal('pass');
    expect(results.filter((one) => one.rule === 'few')).to.deep.equal([
      { pack: 'rules', rule: 'few', state: 'pass', level: 'mandatory' },
    ]);
    const deployed = await readDeployment(project);
    expect(deployed?.resources.find((one) => one.urn.endsWith('::a'))?.inputs.tag).to.equal('mended');
  });

  it('refuses before anything is done, and a preview shows everything all the same', async () => {
    project.program(`
new Thing('a', { size: 1, owner: 'me' });
new Thing('big', { size: 9 });
new Thing('c', { size: 2, owner: 'me' });
new Thing('d', { size: 2, owner: 'me' });`);
    project.cloud.calls.length = 0;
    const result = await up(project);
    expect(result).to.include({ status: 'refused', changed: false });
    expect(of(result.policies, 'big', 'small')[0]).to.include({ state: 'violation', level: 'mandatory' });
    const stack = result.policies.filter((one) => one.rule === 'few');
    expect(stack.map(({ state, message }) => [state, message])).to.deep.equal([
      ['violation', 'few things\ntoo many things: 4'],
    ]);
    expect(changes(result)).to.deep.equal([]);
    expect(result.counts).to.include({ create: 0, delete: 0 });
    const planned = await preview(project);
    expect(changes(planned)).to.include.members(['create big', 'create d', 'delete b']);
    expect(
      project.cloud.calls
        .filter((call) => call.method !== 'configure' && call.method === 'create')
        .every((call) => call.preview),
    ).to.equal(true);
    expect(
      Object.values(project.cloud.things)
        .map(({ name }) => name.split('::').at(-1))
        .sort(),
    ).to.deep.equal(['a', 'b', 'c']);
  });

  it('configures a pack by a file, over what the pack says of itself', async () => {
    project.program("new Thing('a', { owner: 'me' }); new Thing('b', { size: 9 });");
    const [pack] = project.policyPacks;
    const configured = (text: string) => {
      const configFile = path.join(project.root, 'config.json');
      writeFileSync(configFile, text);
      return preview({ ...project, policyPacks: [{ folder: pack?.folder ?? '', configFile }] });
    };
    const result = await configured('{"all": "mandatory", "small": "disabled", "few": {"most": 1}}');
    expect(result.status, messages(result)).to.equal('refused');
    expect(of(result.policies, 'b', 'named')[0]).to.include({ state: 'violation', level: 'mandatory' });
    expect(of(result.policies, 'b', 'small')).to.deep.equal([]);
    expect(result.policies.find(({ rule }) => rule === 'few')).to.deep.include({
      state: 'violation',
      message: 'few things\ntoo many things: 2',
    });
    for (const [text, wrong] of [
      ['{"few": {"most": "one"}, "fw": "advisory"}', /there is no rule “fw”; few: “most” must be number/],
      ['{"few": "never"}', /few in .*config\.json has the level "never"; there are advisory, mandatory/],
      ['{', /config\.json is not JSON/],
    ] as const) {
      const refused = await configured(text);
      expect(refused.status, text).to.equal('misconfigured');
      expect(messages(refused)).to.match(wrong);
    }
  });

  it('reports a rule that touches something not known yet as Pulumi does: advisory, in a preview', async () => {
    project.program(`
const a = new Thing('fresh', { size: 1 });
new Thing('b', { from: a.computed });`);
    const result = await preview(project);
    const [unknowing] = of(result.policies, 'b', 'knows');
    expect(unknowing).to.include({ state: 'violation', level: 'advisory' });
    expect(unknowing?.message).to.match(/can't run policy 'knows'/);
    expect(result.status).to.equal('succeeded');
  });
});

describe('engine: policy packs that break', () => {
  const throwing = rule('breaks', 'mandatory', "throw new Error('rule is broken')");
  const dying = rule('dies', 'mandatory', 'process.exit(7)');
  const project = testProject("new Thing('a', {});", {
    ...packFiles('throwing', `[${throwing}]`),
    ...packFiles('dying', `[${dying}]`),
    ...packFiles('crashing', '[]', "throw new Error('pack is broken');"),
  });
  after(() => project.remove());

  it('keeps the text and stack of what a pack throws, and creates nothing', async () => {
    for (const [pack, text] of [
      ['throwing', /rule is broken[\s\S]*main\.cjs/],
      ['dying', /dying.*ended.*exit code 7/],
      ['crashing', /pack is broken[\s\S]*main\.cjs/],
      ['missing', /missing/],
    ] as const) {
      project.policyPacks = [{ folder: path.join(project.root, pack) }];
      const result = await up(project);
      expect(result.status, pack).to.equal('failed');
      expect(messages(result), pack).to.match(text);
      expect(result.errors, pack).to.have.length(1);
    }
    expect(project.cloud.things).to.deep.equal({});
  });
});
