import { expect } from 'chai';
import { afterEach, describe, it } from 'mocha';
import { ruleIds } from '../../../components/posture/index.ts';
import { rules } from '../../../policy/rules/index.ts';
import type { RuleCase } from '../cases/case.ts';
import { cases } from '../cases/index.ts';
import type { Packs, ServedPack } from '../servedPack.ts';
import type { Analysis, Given, Level } from '../wire.ts';

/** By name, so that every other test is without a waiver. */
const waived = 'waived-main';
const waivers = Object.keys(cases).flatMap((rule) => [
  { rule, reason: 'Agreed.', until: '2999-12-31', resource: waived },
  { rule, reason: 'Was agreed.', until: '2020-01-31', resource: 'ended-main' },
]);
const root = { type: 'pulumi:pulumi:Stack', name: 'redis-ha-test', props: {} };

/** Every rule on resources: what holds, what does not, what is absent or not known yet, other types, waivers, levels. */
export function judgesResources(packs: Packs): void {
  describe('the rules on resources', () => {
    let pack: ServedPack;
    packs.forSuite(
      (given) => {
        pack = given;
      },
      { config: { 'redis-ha-policy:waivers': JSON.stringify(waivers) } },
    );
    afterEach(() => pack.configure({}));

    it('have a case each', () => {
      const ids = rules.map(({ id }) => id);
      const elsewhere: string[] = [
        ...ruleIds,
        'redis-waivers',
        'redis-waivers-valid',
        'redis-waivers-unused',
      ];
      expect(Object.keys(cases)).to.have.members(ids.filter((id) => !elsewhere.includes(id)));
    });

    for (const rule of rules.filter(({ id }) => cases[id] !== undefined)) {
      const one = cases[rule.id] as RuleCase;

      const ask = async (given: Given, beside = one.beside): Promise<Analysis> => {
        if (rule.about === 'resource') return await pack.judge(given);
        return await pack.judgeStack([root, given, ...(beside ?? [])]);
      };
      const found = async (given: Given, beside?: Given[]) => {
        const { violations } = await ask(given, beside);
        return violations.filter((violation) => violation.rule === rule.id);
      };
      const enforce = (level: Level = 'mandatory', values = one.usual ?? {}) =>
        pack.configure({ [rule.id]: { level, values } });
      const bad = Object.values(one.bad)[0] as RuleCase['bad'][string];

      describe(rule.id, () => {
        it('lets what holds pass without a word', async () => {
          await enforce();
          const { violations, notApplicable } = await ask(one.good);
          expect(violations.filter((violation) => violation.rule === rule.id)).to.deep.equal([]);
          if (rule.types.includes(one.good.type)) expect(notApplicable).not.to.have.property(rule.id);
          for (const [what, given] of Object.entries(one.alsoGood ?? {}))
            expect(await found(given, given.beside), what).to.deep.equal([]);
        });

        for (const [what, given] of Object.entries(one.bad))
          it(`refuses ${what}`, async () => {
            await enforce();
            const violations = await found(given, given.beside);
            expect(violations.map(({ level }) => level)).to.deep.equal(['mandatory']);
            expect(violations[0]?.message).to.contain(`${rule.description}\n`);
            if (given.says) expect(violations[0]?.message).to.match(given.says);
          });

        it(`${one.absent.holds ? 'asks for nothing' : 'refuses'} where the property is absent`, async () => {
          await enforce();
          expect((await found(one.absent)).length).to.equal(one.absent.holds ? 0 : 1);
        });

        it(`comes to “${one.unknown.comes}” where a preview does not know the property`, async () => {
          await enforce();
          const violations = await found(one.unknown, one.unknown.beside);
          const levels = { refused: ['mandatory'], advice: ['advisory'], holds: [] }[one.unknown.comes];
          expect(violations.map(({ level }) => level)).to.deep.equal(levels);
          if (rule.weight === 'mission') expect(one.unknown.comes).not.to.equal('advice');
        });

        it('leaves another type alone', async () => {
          await enforce();
          expect(await found({ ...bad, type: 'aws:s3/bucket:Bucket' }, bad.beside)).to.deep.equal([]);
        });

        it('is waived by the name of a resource, with reason and end', async () => {
          await enforce();
          const { notApplicable, violations } = await ask({ ...bad, name: waived }, bad.beside);
          expect(violations.filter((violation) => violation.rule === rule.id)).to.deep.equal([]);
          expect(notApplicable[rule.id]).to.equal('waived: Agreed. (until 2999-12-31)');
          const [ended] = await found({ ...bad, name: 'ended-main' }, bad.beside);
          expect(ended?.message).to.contain('ended on 2020-01-31');
        });

        it('obeys the level that configuration gives', async () => {
          await enforce('advisory');
          expect((await found(bad, bad.beside)).map(({ level }) => level)).to.deep.equal(['advisory']);
          await enforce('disabled');
          expect(await found(bad, bad.beside)).to.deep.equal([]);
        });

        for (const [i, { set, given, holds }] of (one.values ?? []).entries())
          it(`obeys its values, ${i + 1}`, async () => {
            await enforce('mandatory', set);
            expect((await found(given)).length).to.equal(holds ? 0 : 1);
          });
      });
    }
  });
}
