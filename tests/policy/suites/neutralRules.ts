import { expect } from 'chai';
import { afterEach, describe, it } from 'mocha';
import { ruleIds } from '../../../components/posture/index.ts';
import { compliant } from '../compliant.ts';
import type { Packs, ServedPack } from '../servedPack.ts';
import { type Analysis, unknown } from '../wire.ts';

const redisHa = 'redis-ha:index:RedisHA';
type Args = ReturnType<typeof compliant>;

/** For each rule: one change that breaks it, the key its message must name, one that takes the property away, one unknown. */
const cases = {
  'redis-encryption-at-rest': {
    breaks: (args: Args) => {
      args.encryption.atRest = false;
      args.guarantees.encryptionAtRest = { state: 'off', detail: '' };
    },
    key: 'encryption.atRest',
    notOffered: (args: Args) => {
      args.guarantees.encryptionAtRest = { state: 'not-offered', detail: 'Encrypt the disk below it' };
    },
    absent: ({ guarantees: { encryptionAtRest: _, ...guarantees }, ...args }: Args) => ({
      ...args,
      guarantees,
    }),
    unknown: (args: Args) => ({ ...args, encryption: { ...args.encryption, atRest: unknown.boolean } }),
    unknownPath: 'encryption.atRest',
  },
  'redis-encryption-in-transit': {
    breaks: (args: Args) => {
      args.encryption.inTransit = false;
      args.guarantees.encryptionInTransit = { state: 'off', detail: '' };
    },
    key: 'encryption.inTransit',
    notOffered: (args: Args) => {
      args.guarantees.encryptionInTransit = { state: 'not-offered', detail: 'Encrypt the disk below it' };
    },
    absent: ({ encryption: { inTransit: _, ...encryption }, ...args }: Args) => ({ ...args, encryption }),
    unknown: (args: Args) => ({ ...args, encryption: unknown.object }),
    unknownPath: 'encryption',
  },
  'redis-multi-az': {
    breaks: (args: Args) => {
      args.zones = 1;
    },
    key: 'zones',
    notOffered: (args: Args) => {
      args.guarantees.multiAz = { state: 'not-offered', detail: 'Encrypt the disk below it', zones: 1 };
    },
    absent: ({ zones: _, ...args }: Args) => args,
    unknown: (args: Args) => ({ ...args, zones: unknown.number }),
    unknownPath: 'zones',
  },
  'redis-snapshot-retention': {
    breaks: (args: Args) => {
      args.guarantees.snapshots.retentionDays = 6;
    },
    key: 'snapshots.retentionDays',
    notOffered: (args: Args) => {
      args.guarantees.snapshots = {
        state: 'not-offered',
        detail: 'Encrypt the disk below it',
        retentionDays: 0,
      };
    },
    absent: ({ guarantees: _, ...args }: Args) => args,
    unknown: (args: Args) => ({ ...args, guarantees: { ...args.guarantees, snapshots: unknown.object } }),
    unknownPath: 'guarantees.snapshots',
  },
};

function withoutOthers({ violations, notApplicable }: Analysis): Analysis {
  const about = Object.entries(notApplicable).filter(
    ([, reason]) => !reason.startsWith('Policy only applies'),
  );
  return { violations, notApplicable: Object.fromEntries(about) };
}

/** The mission’s rules on RedisHA. */
export function judgesRedisHA(packs: Packs): void {
  describe('the neutral rules', () => {
    let pack: ServedPack;
    packs.forSuite((given) => {
      pack = given;
    });
    afterEach(() => pack.configure({}));

    /** Without the rules that are about other types. */
    const judge = async (args: object): Promise<Analysis> => withoutOthers(await pack.analyze(redisHa, args));

    it('pass what is encrypted, spread and backed up, without a word', async () => {
      expect(await judge(compliant())).to.deep.equal({ violations: [], notApplicable: {} });
    });

    for (const rule of ruleIds) {
      const given = cases[rule];

      const violation = async (args: object) => {
        const { violations } = await judge(args);
        expect(violations.filter(({ level }) => level === 'mandatory').map((v) => v.rule)).to.include(rule);
        return violations.find((v) => v.rule === rule)?.message ?? '';
      };
      const broken = (waivers: object[] = []) => {
        const args = { ...compliant(), waivers };
        given.breaks(args);
        return args;
      };

      describe(rule, () => {
        it('refuses a violation and names the key to change, and no other rule does', async () => {
          const { violations } = await judge(broken());
          expect(violations.map((v) => [v.rule, v.level])).to.deep.equal([[rule, 'mandatory']]);
          expect(violations[0]?.message).to.contain(`\`${given.key}`);
        });

        it('asks for a waiver where the backend does not offer it, naming backend and what comes nearest', async () => {
          const args = compliant();
          given.notOffered(args);
          expect(await violation(args))
            .to.contain('Backend elasticache does not offer')
            .and.contain('Encrypt the disk below it.')
            .and.contain(`{rule: ${rule}, reason: …}`);
        });

        it('refuses what it is not told', async () => {
          await violation(given.absent(compliant()));
        });

        it('stays mandatory when a preview does not know the value, and says which', async () => {
          expect(await violation(given.unknown(compliant()))).to.contain(
            `\`${given.unknownPath}\` is not known`,
          );
        });

        it('is waived with reason and last day', async () => {
          const waivers = [{ rule, reason: 'A try-out', until: '2999-12-31' }];
          const { violations, notApplicable } = await judge(broken(waivers));
          expect(notApplicable).to.deep.equal({ [rule]: 'waived: A try-out (until 2999-12-31)' });
          expect(violations.map((v) => [v.rule, v.level])).to.deep.equal([['redis-waivers', 'advisory']]);
          expect(violations[0]?.message).to.contain(`${rule} is waived until 2999-12-31 (UTC): A try-out`);
        });

        it('is waived without an end', async () => {
          const { notApplicable } = await judge(broken([{ rule, reason: 'A try-out' }]));
          expect(notApplicable).to.deep.equal({ [rule]: 'waived: A try-out' });
        });

        it('refuses when its waiver has ended', async () => {
          const waivers = [{ rule, reason: 'A try-out', until: '2020-01-31' }];
          expect(await violation(broken(waivers))).to.contain('waivers[0], ended on 2020-01-31');
        });

        it('refuses when its waiver is malformed', async () => {
          expect(await violation(broken([{ rule, reason: ' ' }]))).to.contain('gives no `reason`');
        });

        it('refuses when its waiver is for another resource', async () => {
          await violation(broken([{ rule, reason: 'A try-out', resource: 'cache*' }]));
        });

        it('refuses when a preview does not know its waiver', async () => {
          await violation(broken([{ rule, reason: 'A try-out', until: unknown.text }]));
          await violation({ ...broken(), waivers: unknown.list });
        });

        it('obeys the level that configuration gives', async () => {
          await pack.configure({ [rule]: { level: 'advisory' } });
          expect((await judge(broken())).violations.map((v) => [v.rule, v.level])).to.deep.equal([
            [rule, 'advisory'],
          ]);
          await pack.configure({ [rule]: { level: 'disabled' } });
          expect((await judge(broken())).violations).to.deep.equal([]);
        });
      });
    }

    it('leave other types alone', async () => {
      const { violations, notApplicable } = await pack.analyze('aws:s3/bucket:Bucket', {});
      expect(violations).to.deep.equal([]);
      expect(Object.keys(notApplicable)).to.include.members([
        ...ruleIds,
        'redis-waivers-valid',
        'redis-waivers',
      ]);
    });

    it('refuse a component that passes nothing', async () => {
      const { violations } = await judge({});
      expect(violations.map((v) => v.rule)).to.deep.equal([...ruleIds, 'redis-automatic-failover']);
    });

    it('take the least zones and days from configuration', async () => {
      await pack.configure({
        'redis-multi-az': { values: { minZones: 4 } },
        'redis-snapshot-retention': { values: { minRetentionDays: 8 } },
      });
      const { violations } = await judge(compliant());
      expect(violations.map((v) => v.message)).to.satisfy(
        ([zones, days]: string[]) =>
          zones?.includes('set it to 4 or more') && days?.includes('set it to 8 or more'),
      );

      await pack.configure({ 'redis-snapshot-retention': { values: { minRetentionDays: 1 } } });
      const args = compliant();
      args.snapshots.retentionDays = 1;
      args.guarantees.snapshots.retentionDays = 1;
      expect((await judge(args)).violations).to.deep.equal([]);
    });

    it('do not soften by a configured value of the wrong type', async () => {
      await pack.configure({ 'redis-multi-az': { values: { minZones: null } } });
      expect((await judge({ ...compliant(), zones: 1 })).violations.map((v) => v.rule)).to.deep.equal([
        'redis-multi-az',
      ]);
    });

    it('never repeat a value they read', async () => {
      const secret = 'hunter2';
      const args = {
        backend: secret,
        zones: secret,
        encryption: { atRest: secret, inTransit: secret },
        snapshots: { retentionDays: secret },
        waivers: [
          { rule: secret, reason: secret, until: secret },
          secret,
          { rule: 'redis-multi-az', until: secret },
        ],
        guarantees: {
          encryptionAtRest: { state: 'not-offered' },
          encryptionInTransit: { state: secret },
          multiAz: { state: 'enforced', zones: secret },
          snapshots: { state: 'off' },
        },
      };
      const { violations } = await judge(args);
      expect(violations).to.have.length(6);
      expect(JSON.stringify(violations)).not.to.contain(secret);
    });
  });
}
