import { expect } from 'chai';
import { afterEach, describe, it } from 'mocha';
import { rules } from '../../../policy/rules/index.ts';
import { having } from '../cases/case.ts';
import { group } from '../cases/elasticache/resources.ts';
import type { Packs, ServedPack } from '../servedPack.ts';

const mending: Record<string, [change: object, expected: object]> = {
  'elasticache-minor-upgrades': [{ autoMinorVersionUpgrade: undefined }, { autoMinorVersionUpgrade: true }],
  'elasticache-tls-mode': [{ transitEncryptionMode: 'preferred' }, { transitEncryptionMode: 'required' }],
  'elasticache-tags': [{ tags: { owner: 'platform' } }, { tags: { owner: 'platform', environment: 'test' } }],
};

/** The level `remediate`. */
export function mends(packs: Packs): void {
  describe('the level remediate', () => {
    let pack: ServedPack;
    packs.forSuite((given) => {
      pack = given;
    });
    afterEach(() => pack.configure({}));

    it('is offered where a default is safe, and by no rule that costs or replaces', () => {
      const offering = rules.filter((rule) => rule.about === 'resource' && rule.mend).map(({ id }) => id);
      expect(offering).to.have.members(Object.keys(mending));
    });

    for (const [rule, [change, expected]] of Object.entries(mending))
      it(`mends with ${rule}, and the mended resource holds`, async () => {
        await pack.configure({ [rule]: { level: 'remediate' } });
        const mended = await pack.mend(having(group, { ...change }));
        expect(mended).to.deep.include(expected);
        const { violations } = await pack.judge({ ...group, props: mended ?? {} });
        expect(violations.filter((violation) => violation.rule === rule)).to.deep.equal([]);
        expect(await pack.mend(group)).to.equal(undefined);
      });

    it('mends nothing at any other level', async () => {
      expect(await pack.mend(having(group, { transitEncryptionMode: 'preferred' }))).to.equal(undefined);
    });
  });
}
