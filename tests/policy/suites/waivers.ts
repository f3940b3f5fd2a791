import { expect } from 'chai';
import { describe, it } from 'mocha';
import { compliant } from '../compliant.ts';
import type { Packs, ServedPack } from '../servedPack.ts';
import { unknown } from '../wire.ts';

const redisHa = 'redis-ha:index:RedisHA';

/** The waivers of a RedisHA. */
export function waives(packs: Packs): void {
  describe('the waivers', () => {
    let pack: ServedPack;
    packs.forSuite((given) => {
      pack = given;
    });

    const judge = async (waivers: unknown, name?: string) =>
      (await pack.analyze(redisHa, { ...compliant(), waivers }, name)).violations;

    it('are listed as advice, also those that nothing needs now', async () => {
      const [advice, ...others] = await judge([
        { rule: 'redis-multi-az', reason: 'One rack', until: '2999-12-31' },
        { rule: 'redis-snapshot-retention', reason: 'A cache' },
        { rule: 'redis-encryption-at-rest', reason: 'Was a try-out', until: '2020-01-31' },
      ]);
      expect(others).to.deep.equal([]);
      expect(advice).to.include({ rule: 'redis-waivers', level: 'advisory' });
      expect(advice?.message.split('\n').slice(1)).to.deep.equal([
        'redis-multi-az is waived until 2999-12-31 (UTC): One rack',
        'redis-snapshot-retention is waived: A cache',
        'waivers[2], for redis-encryption-at-rest, ended on 2020-01-31 (UTC).',
      ]);
    });

    const refused: [what: string, waivers: unknown, says: string][] = [
      [
        'for a rule that does not exist',
        [{ rule: 'redis-multi-ax', reason: 'x' }],
        'waivers[0] names a `rule` that',
      ],
      [
        'for a rule that has none',
        [{ rule: 'redis-waivers-valid', reason: 'x' }],
        'waivers[0] names a `rule` that',
      ],
      ['for the list of them', [{ rule: 'redis-waivers', reason: 'x' }], 'waivers[0] names a `rule` that'],
      [
        'for the list of useless ones',
        [{ rule: 'redis-waivers-unused', reason: 'x' }],
        'names a `rule` that',
      ],
      ['without a rule', [{ reason: 'x' }], 'waivers[0] does not count: it names no `rule`'],
      ['without a reason', [{ rule: 'redis-multi-az' }], 'it gives no `reason`'],
      ['that end on no day', [{ rule: 'redis-multi-az', reason: 'x', until: '2027-02-30' }], 'not a day'],
      ['for no resource', [{ rule: 'redis-multi-az', reason: 'x', resource: 3 }], 'its `resource` is not'],
      ['that are no list', { 'redis-multi-az': 'x' }, '`waivers` is not a list'],
      ['that a preview does not know', unknown.list, '`waivers` is not known'],
    ];
    for (const [what, waivers, says] of refused) {
      it(`are refused ${what}`, async () => {
        const violations = await judge(waivers);
        const refusal = violations.find(({ rule }) => rule === 'redis-waivers-valid');
        expect(refusal?.level).to.equal('mandatory');
        expect(refusal?.message).to.contain(says);
      });
    }

    it('of one resource count by its name or URN, with * for anything', async () => {
      const args = { ...compliant(), zones: 1 };
      const violated = async (resource: string, name: string) => {
        const waivers = [{ rule: 'redis-multi-az', reason: 'x', resource }];
        const { violations } = await pack.analyze(redisHa, { ...args, waivers }, name);
        return violations.some(({ rule }) => rule === 'redis-multi-az');
      };
      expect(await violated('main', 'main')).to.equal(false);
      expect(await violated('ma*', 'main')).to.equal(false);
      expect(await violated('urn:pulumi:test::*::main', 'main')).to.equal(false);
      expect(await violated('ma', 'main')).to.equal(true);
      expect(await violated('m.in', 'main')).to.equal(true);
    });
  });
}
