import { expect } from 'chai';
import { describe, it } from 'mocha';
import { having } from '../cases/case.ts';
import { group } from '../cases/elasticache/resources.ts';
import { compliant } from '../compliant.ts';
import type { Packs, ServedPack } from '../servedPack.ts';
import { type Given, urnOf } from '../wire.ts';

const redisHa = 'redis-ha:index:RedisHA';
const root: Given = { type: 'pulumi:pulumi:Stack', name: 'redis-ha-test', props: {} };
const oneZone = having(group, { multiAzEnabled: false });

/** What a RedisHA’s rules and waivers mean for the resources it made, and what the stack’s configuration says to the pack. */
export function judgesBelow(packs: Packs): void {
  describe('a resource below a RedisHA', () => {
    let pack: ServedPack;
    packs.forSuite((given) => {
      pack = given;
    });

    /** Judges a RedisHA, then what hangs below it, as an engine does. */
    const below = async (args: object, name: string, child: Given = oneZone) => {
      await pack.judge({ type: redisHa, name, props: args });
      const parent = urnOf({ type: redisHa, name });
      const { violations, notApplicable } = await pack.judge({ ...child, name: `${name}-group`, parent });
      return { violated: violations.map(({ rule }) => rule), said: notApplicable['elasticache-multi-az'] };
    };

    it('is waived with the RedisHA’s own rule, for the same reason', async () => {
      const args = compliant();
      args.zones = args.guarantees.multiAz.zones = 1;
      args.waivers = [{ rule: 'redis-multi-az', reason: 'One rack', until: '2999-12-31' }];
      expect(await below(args, 'waived')).to.deep.equal({
        violated: [],
        said: 'waived: One rack (until 2999-12-31)',
      });
    });

    it('is not refused a second time for what its RedisHA is refused for', async () => {
      const args = compliant();
      args.zones = args.guarantees.multiAz.zones = 1;
      expect(await below(args, 'refused')).to.deep.equal({
        violated: [],
        said: 'redis-multi-az says it of RedisHA refused',
      });
    });

    it('is refused where its RedisHA promises what it does not keep', async () => {
      expect((await below(compliant(), 'promised')).violated).to.deep.equal(['elasticache-multi-az']);
    });

    it('is not waived by a waiver that its RedisHA does not need', async () => {
      const args = { ...compliant(), waivers: [{ rule: 'redis-multi-az', reason: 'x' }] };
      expect((await below(args, 'needless')).violated).to.deep.equal(['elasticache-multi-az']);
    });

    it('is waived where a waiver of its RedisHA names the rule on resources', async () => {
      const waivers = [{ rule: 'elasticache-multi-az', reason: 'A try-out', resource: 'named-*' }];
      const args = { ...compliant(), waivers };
      expect(await below(args, 'named')).to.deep.equal({ violated: [], said: 'waived: A try-out' });
      expect((await below(args, 'other')).violated).to.deep.equal(['elasticache-multi-az']);
    });

    it('is refused while a preview does not know its RedisHA’s waivers', async () => {
      const waivers = '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2';
      expect((await below({ ...compliant(), waivers }, 'unknown')).violated).to.deep.equal([
        'elasticache-multi-az',
      ]);
    });

    it('of another RedisHA is judged by that one', async () => {
      const args = { ...compliant(), waivers: [{ rule: 'elasticache-multi-az', reason: 'A try-out' }] };
      await below(args, 'first');
      expect((await below(compliant(), 'second')).violated).to.deep.equal(['elasticache-multi-az']);
    });

    it('says nothing of a machine that its RedisHA has spoken of', async () => {
      const parent = urnOf({ type: redisHa, name: 'here' });
      await pack.judge({ type: redisHa, name: 'here', props: compliant() });
      const group = {
        type: 'redis-local:index:Group',
        name: 'here-group',
        props: { tls: true, sentinels: [] },
      };
      expect((await pack.judge({ ...group, parent })).violations).to.deep.equal([]);
      expect((await pack.judge({ ...group, name: 'alone' })).violations).to.have.length(3);
    });

    it('may lie deeper', async () => {
      const args = { ...compliant(), waivers: [{ rule: 'elasticache-multi-az', reason: 'Deep' }] };
      await below(args, 'deep');
      const parent = urnOf({ ...oneZone, name: 'deep-group' });
      const { notApplicable } = await pack.judge({ ...oneZone, name: 'deeper', parent });
      expect(notApplicable['elasticache-multi-az']).to.equal('waived: Deep');
    });

    it('decides whether its RedisHA’s waivers are of use', async () => {
      const name = 'used';
      const parent = urnOf({ type: redisHa, name });
      const waivers = [
        { rule: 'elasticache-multi-az', reason: 'x', resource: 'used-*' },
        { rule: 'redis-multi-az', reason: 'x' },
        { rule: 'redis-multi-az', reason: 'x', resource: 'cache' },
        { rule: 'upstash-multi-az', reason: 'x' },
      ];
      await pack.judge({ type: redisHa, name, props: { ...compliant(), waivers } });
      const child = { ...oneZone, name: 'used-group', parent };
      const { violations } = await pack.judgeStack([root, { type: redisHa, name, props: {} }, child]);
      const [unused] = violations.filter(({ rule }) => rule === 'redis-waivers-unused');
      expect(unused?.level).to.equal('advisory');
      expect(unused?.message.split('\n').filter((line) => line.startsWith('waivers'))).to.include.members([
        'waivers[2] waives redis-multi-az, which judges nothing that is called cache.',
        'waivers[3] waives upstash-multi-az, which has nothing to judge here.',
      ]);
      expect(unused?.message).not.to.contain('waivers[1]').and.not.to.contain('called used-*');
    });
  });

  describe('waivers of several RedisHAs', () => {
    let pack: ServedPack;
    packs.forSuite((given) => {
      pack = given;
    });
    const waiver = { rule: 'elasticache-multi-az', reason: 'One rack' };
    const called = (name: string) => ({ type: redisHa, name, props: { ...compliant(), waivers: [waiver] } });
    const unused = async (...resources: Given[]) => {
      const { violations } = await pack.judgeStack([root, ...resources]);
      const lines = violations.filter(({ rule }) => rule === 'redis-waivers-unused');
      return lines.flatMap(({ message }) => message.split('\n').slice(1));
    };
    const line = 'waivers[0] waives elasticache-multi-az, which has nothing to judge here.';

    it('are of use where one of them uses them, and are else listed once', async () => {
      const [one, other] = [called('one'), called('other')];
      for (const redis of [one, other]) await pack.judge(redis);
      expect(await unused(one, other)).to.deep.equal([line]);
      const child = { ...oneZone, name: 'child', parent: urnOf(one) };
      expect(await unused(one, other, child)).to.deep.equal([]);
    });

    it('are not used by what hangs below none of them', async () => {
      const alone = called('alone');
      await pack.judge(alone);
      expect(await unused(alone, oneZone)).to.deep.equal([line]);
    });

    it('are not listed for one that the stack has no longer', async () => {
      await pack.judge(called('gone'));
      expect(await unused(oneZone)).to.deep.equal([]);
    });
  });

  describe('the stack’s configuration of the pack', () => {
    const served = async (config: Record<string, unknown>, use: (pack: ServedPack) => Promise<void>) => {
      const values = Object.entries(config).map(([key, value]) => [
        `redis-ha-policy:${key}`,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]);
      const pack = await packs.open({ config: Object.fromEntries(values), onStderr: () => {} });
      try {
        await use(pack);
      } finally {
        await pack.stop();
      }
    };

    it('waives rules on any resource, lists that, and refuses a waiver that is none', async () => {
      const waivers = [
        { rule: 'elasticache-multi-az', reason: 'One rack', resource: '*::main' },
        { rule: 'elasticache-multi-ax', reason: 'x' },
        { rule: 'upstash-multi-az', reason: 'Never used' },
      ];
      await served({ waivers }, async (pack) => {
        const { violations, notApplicable } = await pack.judge(oneZone);
        expect(violations).to.deep.equal([]);
        expect(notApplicable['elasticache-multi-az']).to.equal('waived: One rack');
        expect((await pack.judge({ ...oneZone, name: 'cache' })).violations).to.have.length(1);

        const told = await pack.judge(root);
        expect(told.violations.map(({ rule, level }) => [rule, level])).to.deep.equal([
          ['redis-waivers-valid', 'mandatory'],
          ['redis-waivers', 'advisory'],
        ]);
        expect(told.violations[0]?.message).to.contain(
          'redis-ha-policy:waivers[1] names a `rule` that does not',
        );
        expect(told.violations[1]?.message).to.contain(
          'elasticache-multi-az is waived for *::main: One rack',
        );

        const { violations: ofStack } = await pack.judgeStack([root, oneZone]);
        const unused = ofStack.find(({ rule }) => rule === 'redis-waivers-unused');
        expect(unused?.message)
          .to.contain('waivers[2] waives upstash-multi-az')
          .and.not.to.contain('waivers[0]');
      });
    });

    it('chooses the preset, and levels and values of single rules on top', async () => {
      const rules = {
        'elasticache-snapshot-retention': { minRetentionDays: 14 },
        'elasticache-multi-az': 'advisory',
      };
      await served({ preset: 'strict', rules }, async (pack) => {
        const { initialconfigMap } = await pack.info();
        const config = JSON.stringify(initialconfigMap);
        expect(config).to.contain('minRetentionDays').and.contain('14');
        const levels = initialconfigMap.map(([rule, { enforcementlevel }]) => [rule, enforcementlevel]);
        // As the wire counts them: advisory 0, mandatory 1.
        expect(levels).to.have.deep.members([
          ['elasticache-snapshot-retention', 1],
          ['elasticache-multi-az', 0],
        ]);
      });
    });

    it('is refused where it is wrong', async () => {
      const wrong = (config: Record<string, unknown>) =>
        served(config, async () => {}).then(
          () => 'it starts',
          (error: Error) => error.message,
        );
      expect(await wrong({ preset: 'lax' })).to.contain(
        'redis-ha-policy:preset must be one of baseline, production, strict',
      );
      for (const rules of ['x', 3])
        expect(await wrong({ rules })).to.contain('must hold a key for each rule');
      expect(await wrong({ rules: ['x'] })).to.contain('redis-ha-policy:rules must hold a key for each rule');
    });
  });
}
