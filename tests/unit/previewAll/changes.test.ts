import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { changesBetween, type Rendered } from '../../../cli/all/base/changes.ts';
import { withReplacements } from '../../../cli/all/base/replacements.ts';
import { diffLines } from '../../../cli/all/report/diff.ts';
import { SimulatedKubernetes } from '../../../engine/clouds/kubernetes/index.ts';
import { type PropertyMap, Secret } from '../../../engine/wire/value.ts';

const inputs = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue()) as fc.Arbitrary<PropertyMap>;
const renderings = fc.uniqueArray(fc.record({ name: fc.stringMatching(/^[a-z]{1,8}$/), inputs }), {
  selector: ({ name }) => name,
});

function rendered({ name, inputs }: { name: string; inputs: PropertyMap }): Rendered {
  return { urn: `urn:pulumi:s::p::cloud:index:Thing::${name}`, type: 'cloud:index:Thing', inputs };
}

const one = (inputs: PropertyMap) => [rendered({ name: 'main', inputs })];

describe('the changes between two renderings', () => {
  it('are none between a rendering and itself', () => {
    fc.assert(
      fc.property(renderings, (all) => {
        expect(changesBetween(all.map(rendered), structuredClone(all).map(rendered))).to.deep.equal([]);
      }),
    );
  });

  it('are the same in both directions, with before and after exchanged', () => {
    fc.assert(
      fc.property(renderings, renderings, (base, present) => {
        const forth = changesBetween(base.map(rendered), present.map(rendered));
        const back = changesBetween(present.map(rendered), base.map(rendered));
        const kinds = { added: 'removed', removed: 'added', changed: 'changed' };
        expect(new Set(back.map(({ urn, kind }) => `${urn} ${kinds[kind]}`))).to.deep.equal(
          new Set(forth.map(({ urn, kind }) => `${urn} ${kind}`)),
        );
      }),
    );
  });

  it('name the value that differs, wherever it is', () => {
    const before = one({ spec: { replicas: 2, tags: ['a', 'b'] }, 'a.b': 'old' });
    const after = one({ spec: { replicas: 3, tags: ['a'] }, 'a.b': 'new' });
    expect(changesBetween(before, after)[0]?.differences).to.deep.equal([
      { path: 'spec.replicas', before: 2, after: 3 },
      { path: 'spec.tags[1]', before: 'b' },
      { path: '["a.b"]', before: 'old', after: 'new' },
    ]);
  });

  it('say that a secret changed, or became one, and never what it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), fc.string({ minLength: 6 }), (old, fresh) => {
        fc.pre(old !== fresh);
        const password = (value: string) => one({ auth: { password: new Secret(value) } });
        expect(changesBetween(password(old), password(old))).to.deep.equal([]);
        const [change] = changesBetween(password(old), password(fresh));
        expect(change?.differences).to.deep.equal([
          { path: 'auth.password', before: '[secret]', after: '[secret]' },
        ]);
      }),
    );
  });

  it('leave out what is only Pulumi’s: the stack, and providers with their versions', () => {
    const provider = {
      urn: 'urn:pulumi:s::p::pulumi:providers:aws::7',
      type: 'pulumi:providers:aws',
      inputs: {},
    };
    expect(changesBetween([provider], [])).to.deep.equal([]);
  });

  it('tell a replacement from a change in place, as the cloud does', async () => {
    const set = (spec: PropertyMap): Rendered[] => [
      {
        urn: 'urn:pulumi:s::p::kubernetes:apps/v1:StatefulSet::main-data',
        type: 'kubernetes:apps/v1:StatefulSet',
        inputs: { metadata: { name: 'main-data' }, spec },
      },
    ];
    const replacesOf = async (before: PropertyMap, after: PropertyMap) => {
      const both = [set(before), set(after)] as const;
      const kubernetes = () => new SimulatedKubernetes();
      const [change] = await withReplacements(changesBetween(...both), both, { kubernetes }, '');
      return change?.replaces;
    };
    expect(await replacesOf({ replicas: 2 }, { replicas: 3 })).to.equal(undefined);
    expect(await replacesOf({ serviceName: 'a' }, { serviceName: 'b' })).not.to.equal(undefined);
  });
});

describe('changes as a diff', () => {
  it('tell resources that change alike together', () => {
    const named = (name: string, size: number) => rendered({ name, inputs: { size } });
    const names = ['server-1', 'server-2'];
    const changes = changesBetween(
      names.map((name) => named(name, 1)),
      names.map((name) => named(name, 2)),
    );
    expect(diffLines(changes)).to.deep.equal([
      '  server-1, server-2 (cloud:index:Thing)',
      '-   size: 1',
      '+   size: 2',
    ]);
  });

  it('show the lines of a text that differ, and no others', () => {
    const script = (line: string) => one({ text: `first\nsecond\n${line}\nlast\n` });
    expect(diffLines(changesBetween(script('old'), script('new')))).to.deep.equal([
      '  main (cloud:index:Thing)',
      '    text, from line 3:',
      '-     old',
      '+     new',
    ]);
  });

  it('stay short, whatever the texts are, and begin each line with a sign', () => {
    const text = fc.array(fc.string(), { maxLength: 60 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = diffLines(changesBetween(one({ text: before }), one({ text: after })));
        expect(lines.length).to.be.at.most(28);
        for (const line of lines)
          expect(line)
            .to.match(/^[ +-]/)
            .and.not.include('\n');
      }),
    );
  });
});
