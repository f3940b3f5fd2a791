import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { aliasUrns } from '../../engine/plan/aliases.ts';
import { applyReplaceOnChanges, changedKeys, needsReplacement } from '../../engine/plan/diff.ts';
import { deletionOrder, dependentsOf } from '../../engine/plan/graph.ts';
import { ignoreChanges } from '../../engine/plan/ignoreChanges.ts';
import { Names } from '../../engine/plan/names.ts';
import { contains, parsePath } from '../../engine/plan/propertyPath.ts';
import { defaultProviderName, formatReference, parseReference } from '../../engine/plan/providerReference.ts';
import { createUrn, urnName, urnType } from '../../engine/plan/urn.ts';
import { parseWaiver } from '../../engine/policy/results.ts';
import type { ResourceState } from '../../engine/state/snapshot.ts';
import { Secret } from '../../engine/wire/value.ts';

const base = { stack: 'dev', project: 'p' };
const stackUrn = createUrn({ ...base, type: 'pulumi:pulumi:Stack', name: 'p-dev' });
const urnOf = (name: string) => createUrn({ ...base, parent: stackUrn, type: 'a:b:C', name });

function state(name: string, more: Partial<ResourceState> = {}): ResourceState {
  return { urn: urnOf(name), type: 'a:b:C', custom: true, id: name, inputs: {}, outputs: {}, ...more };
}

describe('engine: names', () => {
  it('chains the types of the parents, the stack left out', () => {
    const parent = createUrn({ ...base, parent: stackUrn, type: 'my:index:Outer', name: 'outer' });
    const urn = createUrn({ ...base, parent, type: 'my:index:Inner', name: 'a::b' });
    expect(urn).to.equal('urn:pulumi:dev::p::my:index:Outer$my:index:Inner::a::b');
    expect([urnType(urn), urnName(urn)]).to.deep.equal(['my:index:Inner', 'a::b']);
  });

  it('names default providers after version and download URL', () => {
    expect(defaultProviderName('', '')).to.equal('default');
    expect(defaultProviderName('1.2.3-alpha.1+build', '')).to.equal('default_1_2_3_alpha_1_build');
    expect(defaultProviderName('7.48.0', 'https://example.com/x/')).to.equal(
      'default_7_48_0_https_/example.com/x',
    );
    const urn = 'urn:pulumi:dev::p::pulumi:providers:aws::default';
    expect(parseReference(formatReference({ urn, id: 'some-id' }))).to.deep.equal({ urn, id: 'some-id' });
    expect(() => parseReference('urn:pulumi:dev::p::a:b:C::x::id')).to.throw(/not a provider reference/);
  });

  it('finds a resource under its aliases and those of its parent', () => {
    const subject = { ...base, type: 'a:b:C', name: 'new-child', aliases: [] };
    const parent = createUrn({ ...base, type: 'my:index:P', name: 'new' });
    const oldParent = createUrn({ ...base, type: 'my:index:Old', name: 'old' });
    const used = new Map([[parent, oldParent]]);
    expect(aliasUrns({ ...subject, parent }, used)).to.deep.equal([
      'urn:pulumi:dev::p::my:index:Old$a:b:C::old-child',
    ]);
    expect(
      aliasUrns({ ...subject, parent, aliases: [{ type: 'x:y:Z' }, { noParent: true, name: 'top' }] }, used),
    ).to.deep.equal([
      'urn:pulumi:dev::p::my:index:P$x:y:Z::new-child',
      'urn:pulumi:dev::p::a:b:C::top',
      'urn:pulumi:dev::p::my:index:Old$a:b:C::old-child',
      'urn:pulumi:dev::p::my:index:Old$x:y:Z::old-child',
      'urn:pulumi:dev::p::my:index:Old$a:b:C::top',
    ]);
    expect(
      aliasUrns({ ...subject, aliases: [{ urn: 'given' }, { parent: stackUrn, stack: 's' }] }, used),
    ).to.deep.equal(['given', 'urn:pulumi:s::p::a:b:C::new-child']);
  });

  it('gives a URN once, and an old resource to one heir', () => {
    const olds = new Map([state('old'), state('kept')].map((one) => [one.urn, one]));
    const names = new Names('dev', 'p', olds);
    names.claim({ type: 'pulumi:pulumi:Stack', name: 'p-dev', aliases: [] });
    const child = { type: 'a:b:C', parent: stackUrn };
    expect(names.claim({ ...child, name: 'new', aliases: [{ name: 'old' }] })).to.include({
      alias: urnOf('old'),
    });
    expect(names.current(urnOf('old'))).to.equal(urnOf('new'));
    expect(() => names.claim({ ...child, name: 'new', aliases: [] })).to.throw(/Duplicate resource URN.*new/);
    expect(() => names.claim({ ...child, name: 'old', aliases: [] })).to.throw(/Duplicate resource URN.*old/);
    expect(() => names.claim({ ...child, name: 'other', aliases: [{ name: 'old' }] })).to.throw(/alias/);
    names.claim({ ...child, name: 'kept', aliases: [] });
    expect(() => names.claim({ ...child, name: 'thief', aliases: [{ name: 'kept' }] })).to.throw(/alias/);
    expect(() => names.claim({ ...child, parent: urnOf('nobody'), name: 'x', aliases: [] })).to.throw(
      /parent/,
    );
  });
});

describe('engine: property paths', () => {
  it('reads every form, and rejects what is none', () => {
    expect(parsePath('root.nested["a.b"][0][*].x')).to.deep.equal(['root', 'nested', 'a.b', 0, '*', 'x']);
    expect(parsePath('["with \\"quotes\\""]')).to.deep.equal(['with "quotes"']);
    for (const text of ['.a', 'a.', 'a[', 'a["b]', 'a[x]']) expect(parsePath(text), text).to.equal(undefined);
  });

  it('reads back any keys and indexes that it is given quoted', () => {
    const step = fc.oneof(
      fc.string().filter((key) => !key.includes('\\')),
      fc.nat(),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 1 }), (path) => {
        const write = (one: string | number) =>
          `[${typeof one === 'number' ? one : `"${one.replaceAll('"', '\\"')}"`}]`;
        expect(parsePath(path.map(write).join(''))).to.deep.equal(path);
        expect(contains(path.slice(0, 1), path)).to.equal(true);
      }),
    );
  });

  it('sets what is ignored back to what it was, and leaves the rest', () => {
    const old = { a: 1, deep: { b: [1, { c: 2 }], d: 4 }, secret: new Secret({ x: 1 }), gone: 1 };
    const news = { a: 2, deep: { b: [5, { c: 6 }], d: 8 }, secret: { x: 2, y: 3 }, added: 1 };
    const ignored = (...paths: string[]) => ignoreChanges(paths, old, news).inputs;
    expect(ignored('a')).to.deep.equal({ ...news, a: 1 });
    expect(ignored('deep.b[1].c')).to.deep.equal({ ...news, deep: { b: [5, { c: 2 }], d: 8 } });
    expect(ignored('deep.*')).to.deep.equal({ ...news, deep: old.deep });
    expect(ignored('deep.b[*]')).to.deep.equal({ ...news, deep: { b: old.deep.b, d: 8 } });
    expect(ignored('gone', 'added')).to.deep.equal({ a: 2, deep: news.deep, secret: news.secret, gone: 1 });
    expect(ignored('secret.x')).to.deep.equal({ ...news, secret: { x: new Secret(1), y: 3 } });
    expect(ignored('*')).to.deep.equal(old);
    expect(ignoreChanges(['deep.b[7]'], old, { deep: { b: [] } }).failed).to.deep.equal([]);
    expect(ignoreChanges(['deep.b[1]'], old, { deep: { b: [] } }).failed).to.deep.equal(['deep.b[1]']);
    expect(news.deep.b[0]).to.equal(5);
  });

  it('finds what changed, secret or not, and what replaceOnChanges makes of it', () => {
    expect(changedKeys({ a: 1, b: new Secret('x'), c: 1 }, { a: new Secret(1), b: 'y', d: 1 })).to.deep.equal(
      ['b', 'c', 'd'],
    );
    const diff = { changes: 'some', diffs: ['a', 'b'], replaces: [], deleteBeforeReplace: false } as const;
    const given = { ...diff, diffs: [...diff.diffs], replaces: [] };
    expect(applyReplaceOnChanges(given, ['b.c'], false).replaces).to.deep.equal([]);
    expect(applyReplaceOnChanges(given, ['b'], false).replaces).to.deep.equal(['b']);
    expect(applyReplaceOnChanges(given, ['*'], false).replaces).to.deep.equal(['a', 'b']);
    const detailedDiff = { 'b.c[0]': { kind: 'add', inputDiff: false } } as const;
    expect(needsReplacement(applyReplaceOnChanges({ ...given, detailedDiff }, ['b.c'], false))).to.equal(
      true,
    );
  });
});

describe('engine: order', () => {
  const names = (resources: Iterable<ResourceState>) => [...resources].map(({ id }) => id);

  it('knows who depends on whom, through properties, providers and deletedWith', () => {
    const providerUrn = createUrn({ ...base, type: 'pulumi:providers:a', name: 'mine' });
    const all = [
      state('provider', { urn: providerUrn }),
      state('root', { provider: `${providerUrn}::id` }),
      state('direct', { dependencies: [urnOf('root')] }),
      state('through', { propertyDependencies: { x: [urnOf('direct')] } }),
      state('bound', { deletedWith: urnOf('through') }),
      state('child', { parent: urnOf('root') }),
      state('alone'),
    ];
    const [provider, root] = all;
    if (provider === undefined || root === undefined) throw new Error('the list is not empty');
    expect(names(dependentsOf(root, all, new Set()))).to.deep.equal(['direct', 'through', 'bound']);
    expect(names(dependentsOf(root, all, new Set([urnOf('direct')])))).to.deep.equal([]);
    expect(names(dependentsOf(provider, all, new Set()))).to.deep.equal([
      'root',
      'direct',
      'through',
      'bound',
    ]);
  });

  it('lets dependents and children go first, and everything in a component that somebody depends on', () => {
    const component = state('component', { custom: false });
    const inner = state('inner', { parent: component.urn });
    const user = state('user', { dependencies: [component.urn] });
    const order = deletionOrder(new Set([component, inner, user]), [component, inner, user]);
    expect(names(order.get(component) ?? [])).to.have.members(['inner', 'user']);
    expect(names(order.get(inner) ?? [])).to.deep.equal(['user']);
    expect(names(order.get(user) ?? [])).to.deep.equal([]);
  });
});

describe('engine: waivers in policy answers', () => {
  it('tells a waiver, its reason and its end from other excuses', () => {
    expect(parseWaiver('waived: one machine (until 2027-01-31)')).to.deep.equal({
      reason: 'one machine',
      until: '2027-01-31',
    });
    expect(parseWaiver('waived: for (good) reasons')).to.deep.equal({ reason: 'for (good) reasons' });
    expect(parseWaiver('it was waived: no')).to.equal(undefined);
  });
});
