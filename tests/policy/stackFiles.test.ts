import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { parse } from 'yaml';
import { ruleIds } from '../../components/posture/index.ts';

describe('stack local', () => {
  it('waives only rules that exist, gives a reason for each, and none of its waivers ends', async () => {
    const file = new URL('../../Pulumi.local.yaml', import.meta.url);
    const waivers = parse(await readFile(file, 'utf8')).config['redis-ha:waivers'];
    expect(waivers).to.be.an('array').that.is.not.empty;
    for (const waiver of waivers) {
      expect(ruleIds).to.include(waiver.rule);
      expect(waiver.reason).to.be.a('string').that.is.not.empty;
      expect(waiver).not.to.have.property('until');
    }
  });
});
