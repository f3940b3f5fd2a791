import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { ruleIds } from '../../components/posture/index.ts';
import { type ServedPack, servePack } from './servedPack.ts';

describe('the pack', () => {
  let pack: ServedPack;
  before(async () => {
    pack = await servePack();
  });
  after(() => pack.stop());

  it('says of each rule what it wants, how bad a violation is and what to do', async () => {
    const { name, policiesList } = await pack.info();
    expect(name).to.equal('redis-ha-policy');
    expect(policiesList.map((rule) => rule.name)).to.deep.equal([
      ...ruleIds,
      'redis-waivers-valid',
      'redis-waivers',
    ]);
    for (const rule of policiesList) {
      expect(rule.description, rule.name).to.match(/^[A-Z].*\.$/);
      expect(rule.remediationSteps, rule.name).to.match(/^[A-Z].*\.$/);
      expect(rule.severity, rule.name).to.be.greaterThan(0);
    }
  });
});
