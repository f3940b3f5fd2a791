// What Upstash and its provider refuse, each as their documentation or code says it.

import { expect } from 'chai';
import { describe, it } from 'mocha';
import { SimulatedUpstash } from '../../../engine/clouds/upstash/index.ts';
import { type PropertyMap, unknown } from '../../../engine/wire/value.ts';
import { call, change, refusals } from './ask.ts';

const cloud = new SimulatedUpstash();
const type = 'upstash:index/redisDatabase:RedisDatabase';
const database: PropertyMap = {
  databaseName: 'shop',
  region: 'global',
  primaryRegion: 'eu-central-1',
  tls: true,
};

const refused: [string, PropertyMap, string][] = [
  ['no name', { databaseName: null }, 'databaseName: Is missing'],
  ['TLS left to the provider’s default', { tls: null }, 'tls: TLS cannot be switched off'],
  ['TLS switched off', { tls: false }, 'tls: TLS cannot be switched off'],
  ['a region that does not exist', { region: 'eu-central1' }, 'region: Expected '],
  ['no primary region', { primaryRegion: null }, 'primaryRegion: Is missing; region global needs it'],
  ['a primary region that does not exist', { primaryRegion: 'eu-north-1' }, 'primaryRegion: Expected '],
  [
    'a primary region of a regional database',
    { region: 'eu-west-1' },
    'primaryRegion: Only works with region global',
  ],
  [
    'read regions of a regional database',
    { region: 'eu-west-1', primaryRegion: null, readRegions: ['us-east-1'] },
    'readRegions: Only works with region global',
  ],
  ['the primary among the read regions', { readRegions: ['eu-central-1'] }, 'readRegions: Primary region'],
  ['a region that cannot be read from', { readRegions: ['af-south-1'] }, 'readRegions[0]: Expected '],
  ['strong consistency', { consistent: true }, 'consistent: Cannot be enabled'],
  ['half a dollar', { budget: 0.5 }, 'budget: Expected a whole number'],
  ['an IPv6 address', { ipAllowlists: ['2001:db8::1'] }, 'ipAllowlists[0]: Expected an IPv4'],
  ['a retention of snapshots', { snapshotRetention: 7 }, 'snapshotRetention: There is no such property'],
];

describe('simulated Upstash', () => {
  it('takes a database in one region and in many, known and not known yet', async () => {
    const all: PropertyMap[] = [
      {},
      { readRegions: ['us-east-1', 'ap-south-1'], prodPack: true, budget: 360, eviction: true },
      { region: 'eu-west-1', primaryRegion: null },
      { region: 'gcp-global', primaryRegion: 'europe-west1' },
      { primaryRegion: unknown, readRegions: ['us-east-1'] },
    ];
    for (const changes of all)
      expect(await refusals(cloud, type, { ...database, ...changes })).to.deep.equal([]);
  });

  for (const [what, inputs, refusal] of refused)
    it(`refuses ${what}`, async () => {
      const found = await refusals(cloud, type, { ...database, ...inputs });
      expect(
        found.some((line) => line.startsWith(refusal)),
        found.join('\n'),
      ).to.equal(true);
    });

  it('changes what is bought in place, and replaces a database that moves or is renamed', async () => {
    for (const changes of [
      { prodPack: true },
      { budget: 100 },
      { eviction: true },
      { autoScale: true },
      { readRegions: ['us-east-1'] },
      { ipAllowlists: ['203.0.113.7'] },
    ])
      expect(await change(cloud, type, database, changes)).to.deep.equal({
        diffs: Object.keys(changes),
        replaces: [],
      });
    for (const changes of [
      { databaseName: 'other' },
      { primaryRegion: 'us-east-1' },
      { region: 'gcp-global' },
    ])
      expect((await change(cloud, type, database, changes)).replaces).to.deep.equal(Object.keys(changes));
  });

  it('takes what is left out for its default', async () => {
    const spelled = { budget: 20, prodPack: false, eviction: false, autoScale: false };
    expect(await change(cloud, type, database, spelled)).to.deep.equal({ diffs: [], replaces: [] });
  });

  it('gives another database another name, id and password', async () => {
    const [one, other] = await Promise.all(
      ['eu-central-1', 'us-east-1'].map((primaryRegion) =>
        cloud.create(call(type), { ...database, primaryRegion }),
      ),
    );
    expect(one?.id)
      .to.match(/^upstash-database-[0-9a-f-]{36}$/)
      .and.not.equal(other?.id);
    for (const property of ['endpoint', 'password', 'restToken'])
      expect(one?.outputs[property], property).not.to.equal(other?.outputs[property]);
  });
});
