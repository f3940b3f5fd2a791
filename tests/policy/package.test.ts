import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { rules } from '../../policy/rules/index.ts';
import { having } from './cases/case.ts';
import { group } from './cases/elasticache/resources.ts';
import { type InstalledPack, installPack } from './installed.ts';
import { type ServedPack, servePack } from './servedPack.ts';

describe('redis-ha-policy, packed and installed', () => {
  let installed: InstalledPack;
  let pack: ServedPack;
  before(async function () {
    // It is built first.
    this.timeout(300_000);
    installed = await installPack();
    pack = await servePack({ folder: installed.folder });
  });
  after(async () => {
    await pack?.stop();
    await installed?.remove();
  });

  it('holds JavaScript, the presets and what Pulumi reads of a pack, and no TypeScript', () => {
    expect(installed.files).to.include.members([
      'LICENSE',
      'PulumiPolicy.yaml',
      'README.md',
      'config.schema.json',
      'dist/policy/index.js',
      'main.cjs',
      'package.json',
      'presets/strict.json',
    ]);
    expect(installed.files.filter((file) => file.endsWith('.ts'))).to.deep.equal([]);
  });

  it('serves every rule there, and judges', async () => {
    const { policiesList } = await pack.info();
    expect(policiesList.map(({ name }) => name)).to.deep.equal(rules.map(({ id }) => id));
    const { violations } = await pack.judge(having(group, { atRestEncryptionEnabled: false }));
    expect(violations.map(({ rule, level }) => [rule, level])).to.deep.equal([
      ['elasticache-encryption-at-rest', 'mandatory'],
    ]);
  });
});
