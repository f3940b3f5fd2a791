import { expect } from 'chai';
import { describe, it } from 'mocha';
import { rules } from '../../../policy/rules/index.ts';
import { group } from '../cases/elasticache/resources.ts';
import type { Packs, ServedPack } from '../servedPack.ts';

const severities = ['', 'low', 'medium', 'high', 'critical'];

/** What the pack says of itself and of what it has nothing to do with. */
export function says(packs: Packs): void {
  describe('the pack', () => {
    let pack: ServedPack;
    packs.forSuite((given) => {
      pack = given;
    });

    it('says of each rule what it wants, how bad a violation is and what to do', async () => {
      const { name, policiesList } = await pack.info();
      expect(name).to.equal('redis-ha-policy');
      expect(policiesList.map((rule) => rule.name)).to.deep.equal(rules.map(({ id }) => id));
      expect(policiesList.map(({ severity }) => severities[severity])).to.deep.equal(
        rules.map(({ severity }) => severity),
      );
      for (const rule of policiesList) {
        expect(rule.displayname, rule.name).to.match(/^[A-Z].*[^.]$/);
        expect(rule.description, rule.name).to.match(/^[A-Z].*\.$/);
        expect(rule.remediationSteps, rule.name).to.match(/^[A-Z].*[.`\]]$/);
        expect(rule.url, rule.name).to.match(/^https:/);
      }
    });

    it('names the standards and scanners that ask for a rule', async () => {
      const { policiesList } = await pack.info();
      const of = (id: string) => policiesList.find(({ name }) => name === id);
      expect(of('elasticache-encryption-at-rest')).to.deep.include({
        framework: {
          name: 'AWS Foundational Security Best Practices',
          version: '1.0.0',
          reference: 'ElastiCache.4',
          specification: 'ElastiCache replication groups should be encrypted at rest',
        },
        tagsList: ['elasticache-repl-grp-encrypted-at-rest', 'CKV_AWS_29', 'AWS-0045'],
      });
      const scanned = of('kubernetes-redis-read-only-root');
      expect(scanned?.framework).to.equal(undefined);
      expect(scanned?.tagsList).to.deep.equal(['CKV_K8S_22']);
      expect(of('upstash-budget')?.tagsList).to.deep.equal([]);
      expect(of('upstash-budget')?.framework).to.equal(undefined);
    });

    it('describes the values of a rule that has some', async () => {
      const { policiesList } = await pack.info();
      for (const { name, configschema } of policiesList) {
        const keys = configschema?.properties?.fieldsMap.map(([key]) => key);
        expect(keys ?? [], name).to.have.members(
          Object.keys(rules.find(({ id }) => id === name)?.values ?? {}),
        );
      }
    });

    it('has no rule on what is no Redis', async () => {
      const bucket = { type: 'aws:s3/bucket:Bucket', props: {} };
      for (const [about, analysis] of [
        ['resource', await pack.judge(bucket)],
        ['stack', await pack.judgeStack([bucket])],
      ] as const) {
        const info = await pack.info();
        // As the wire counts them: 2 is a rule that is off.
        const on = info.policiesList
          .filter(({ enforcementlevel }) => enforcementlevel !== 2)
          .map(({ name }) => name);
        const asked = rules
          .filter((rule) => rule.about === about && on.includes(rule.id))
          .map(({ id }) => id);
        expect(analysis.violations).to.deep.equal([]);
        expect(Object.keys(analysis.notApplicable)).to.have.members(asked);
        for (const reason of Object.values(analysis.notApplicable))
          expect(reason).to.match(/^Policy only applies to resources of type '/);
      }
    });

    it('says nothing of a stack that has no waivers', async () => {
      const root = { type: 'pulumi:pulumi:Stack', name: 'redis-ha-test', props: {} };
      const { violations, notApplicable } = await pack.judgeStack([root]);
      expect(violations).to.deep.equal([]);
      expect(notApplicable).not.to.have.property('redis-waivers-unused');
      expect((await pack.judge(root)).violations).to.deep.equal([]);
    });
  });

  describe('a rule on the stack', () => {
    let pack: ServedPack;
    const waiver = { rule: 'elasticache-alarms', reason: 'Watched elsewhere.', resource: 'quiet' };
    packs.forSuite(
      (given) => {
        pack = given;
      },
      { config: { 'redis-ha-policy:preset': 'strict', 'redis-ha-policy:waivers': JSON.stringify([waiver]) } },
    );

    it('that is waived for one resource and violated by another is not said to be waived', async () => {
      const both = await pack.judgeStack([{ ...group, name: 'quiet' }, group]);
      expect(both.violations.map(({ rule, urn }) => [rule, urn?.split('::').at(-1)])).to.deep.include([
        'elasticache-alarms',
        'main',
      ]);
      expect(both.notApplicable).not.to.have.property('elasticache-alarms');
      const one = await pack.judgeStack([{ ...group, name: 'quiet' }]);
      expect(one.notApplicable['elasticache-alarms']).to.equal('waived: Watched elsewhere.');
    });
  });
}
