// From arguments to what is ordered, as far as it needs no Pulumi.

import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { rulesOf } from '../../../providers/digitalocean/firewall.ts';
import { maintenanceWindow } from '../../../providers/digitalocean/maintenance.ts';
import { ownOf } from '../../../providers/digitalocean/own.ts';
import { nodeGb, sizeFor, usableGib } from '../../../providers/digitalocean/sizes.ts';
import { tagsOf } from '../../../providers/digitalocean/tags.ts';
import { specOf } from './specs.ts';

describe('backend digitalocean: what is ordered', () => {
  it('the smallest size with room for the data, and never too small a one for a standby', () => {
    expect(ownOf(specOf()).size).to.equal('db-s-1vcpu-2gb');
    expect(ownOf(specOf({ memoryGb: 0.4, replicas: 0 })).size).to.equal('db-s-1vcpu-1gb');
    expect(ownOf(specOf({ memoryGb: 0.4 })).size).to.equal('db-s-1vcpu-2gb');
    expect(ownOf(specOf({ memoryGb: 5 })).size).to.equal('db-s-4vcpu-8gb');
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 43.7, noNaN: true }), fc.boolean(), (gib, standby) => {
        const size = sizeFor(gib, standby) ?? '';
        expect(usableGib(size)).to.be.at.least(gib);
        if (standby) expect(nodeGb(size)).to.be.at.least(2);
      }),
    );
  });

  it('a larger node never holds less', () => {
    const gib = [1, 2, 4, 8, 16, 32, 64, 128, 192, 256].map((gb) => usableGib(`x-1vcpu-${gb}gb`));
    expect(gib).to.deep.equal([...gib].sort((a, b) => a - b));
  });

  it('the start of the maintenance window, in the words of the API', () => {
    expect(maintenanceWindow('sun:04:00-sun:05:30')).to.deep.equal({ day: 'sunday', hour: '04:00' });
    expect(maintenanceWindow('wed:23:30-thu:01:00')).to.deep.equal({ day: 'wednesday', hour: '23:30' });
  });

  it('a rule for each trusted source, under the type that the API knows', () => {
    const firewall = {
      droplets: ['163973392'],
      tags: ['web'],
      kubernetesClusters: ['3d80cb72-342b-4aaa-b92e-4e4abb24a933'],
      apps: ['4f6c71e2-1e90-4762-9fee-6cc4a0a9f2cf'],
      cidrs: ['203.0.113.7'],
    };
    expect(rulesOf(firewall).map(({ type, value }) => `${type} ${value}`)).to.deep.equal([
      'droplet 163973392',
      'tag web',
      'k8s 3d80cb72-342b-4aaa-b92e-4e4abb24a933',
      'app 4f6c71e2-1e90-4762-9fee-6cc4a0a9f2cf',
      'ip_addr 203.0.113.7',
    ]);
  });

  it('tags of one word', () => {
    expect(tagsOf({ environment: 'staging', spot: '' })).to.deep.equal(['environment:staging', 'spot']);
  });

  it('no idle limit, which would cut off workers that wait for a job, unless somebody wants one', () => {
    expect(ownOf(specOf()).valkey).to.deep.equal({ persistence: 'rdb', timeout: 0 });
    expect(ownOf(specOf({ digitalocean: { valkey: { timeout: 300 } } })).valkey.timeout).to.equal(300);
  });
});
