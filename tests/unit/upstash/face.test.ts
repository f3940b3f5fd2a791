import { expect } from 'chai';
import { describe, it } from 'mocha';
import { judgeArgs } from '../../../components/validate/index.ts';
import type { Problem } from '../../../providers/backend.ts';
import { backends } from '../../../providers/index.ts';
import { hostOf } from '../../../providers/upstash/host.ts';
import { upstash } from '../../../providers/upstash/index.ts';

function judge(args: Record<string, unknown>) {
  const own = { primaryRegion: 'eu-central-1', prodPack: true, ...(args.upstash as object | undefined) };
  return judgeArgs({ backend: 'upstash', ...args, upstash: own }, backends);
}

function problemsOf(args: Record<string, unknown>): Problem[] {
  return judge(args).problems ?? [];
}

function guaranteesOf(args: Record<string, unknown>) {
  const judged = judge(args);
  if (judged.problems) throw new Error(JSON.stringify(judged.problems));
  return upstash.guarantees(judged.spec);
}

const refused: [string, Record<string, unknown>, string, RegExp][] = [
  [
    'encryption at rest without the Prod Pack',
    { upstash: { prodPack: false } },
    'encryption.atRest',
    /prodPack/,
  ],
  [
    'zones without the Prod Pack',
    { zones: 2, encryption: { atRest: false }, upstash: { prodPack: false } },
    'zones',
    /prodPack/,
  ],
  ['three zones', { zones: 3 }, 'zones', /Upstash decides/],
  ['Valkey', { engine: 'valkey' }, 'engine', /only redis/],
  ['a version', { version: '7.2' }, 'version', /one version for everybody/],
  ['a size', { memoryGb: 4 }, 'memoryGb', /no sizes.*upstash\.budget/],
  ['replicas', { replicas: 2 }, 'replicas', /readRegions/],
  ['a cluster', { topology: 'cluster' }, 'topology', /shards by itself/],
  ['no TLS', { encryption: { inTransit: false } }, 'encryption.inTransit', /cannot be switched off/],
  ['an own key', { encryption: { kmsKeyId: 'x' } }, 'encryption.kmsKeyId', /keys of its own/],
  ['snapshots', { snapshots: { retentionDays: 7 } }, 'snapshots.retentionDays', /console/],
  ['a maintenance window', { maintenanceWindow: 'sun:04:00-sun:05:00' }, 'maintenanceWindow', /Leave it out/],
  ['tags', { tags: { team: 'a' } }, 'tags', /no tags/],
  ['no primary region', { upstash: { primaryRegion: undefined } }, 'upstash.primaryRegion', /Is missing/],
  [
    'a primary region of a regional database',
    { upstash: { region: 'eu-west-1' } },
    'upstash.primaryRegion',
    /one region.*global/,
  ],
  [
    'read regions of a regional database',
    { upstash: { region: 'eu-west-1', primaryRegion: undefined, readRegions: ['us-east-1'] } },
    'upstash.readRegions',
    /one region/,
  ],
  [
    'the primary to read from',
    { upstash: { readRegions: ['us-east-1', 'eu-central-1'] } },
    'upstash.readRegions[1]',
    /read from anyway/,
  ],
  [
    'a region twice',
    { upstash: { readRegions: ['us-east-1', 'us-east-1'] } },
    'upstash.readRegions[1]',
    /stands there already/,
  ],
  ['no budget', { upstash: { budget: 0 } }, 'upstash.budget', /1 or more/],
  ['IPv6', { upstash: { ipAllowlists: ['::1'] } }, 'upstash.ipAllowlists[0]', /IPv4/],
];

describe('backend upstash: refuses, before anything is made,', () => {
  for (const [what, args, path, reason] of refused)
    it(what, () => {
      const problems = problemsOf(args);
      expect(problems.map((problem) => problem.path)).to.deep.equal([path]);
      expect(problems[0]?.reason).to.match(reason);
    });
});

describe('backend upstash: guarantees', () => {
  it('encryption at rest and zones with the Prod Pack, and says so without it', () => {
    const bought = guaranteesOf({});
    expect([bought.encryptionAtRest.state, bought.multiAz.state]).to.deep.equal(['always', 'always']);
    const plain = guaranteesOf({ encryption: { atRest: false }, upstash: { prodPack: false } });
    for (const { state, detail } of [plain.encryptionAtRest, plain.multiAz]) {
      expect(state).to.equal('off');
      expect(detail).to.contain('upstash.prodPack');
    }
  });

  it('TLS and a failover always, snapshots never', () => {
    const { encryptionInTransit, automaticFailover, snapshots } = guaranteesOf({});
    expect([encryptionInTransit.state, automaticFailover.state]).to.deep.equal(['always', 'always']);
    expect(snapshots).to.include({ state: 'not-offered', retentionDays: 0 });
  });

  it('takes the endpoint whole or by its first part, as the API gives it', () => {
    expect(hostOf('beloved-stallion-58500')).to.equal('beloved-stallion-58500.upstash.io');
    expect(hostOf('beloved-stallion-58500.upstash.io')).to.equal('beloved-stallion-58500.upstash.io');
  });
});
