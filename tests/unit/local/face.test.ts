import { expect } from 'chai';
import { describe, it } from 'mocha';
import type { RedisSpec } from '../../../providers/backend.ts';
import { local } from '../../../providers/local/index.ts';
import { failoverProfiles } from '../../../providers/local/profiles.ts';
import { sentinelSettings, serverSettings } from '../../../providers/local/settings.ts';

const spec: RedisSpec = {
  backend: 'local',
  topology: 'replicated',
  purpose: 'durable',
  replicas: 2,
  shards: 1,
  zones: 1,
  encryption: { atRest: false, inTransit: true },
  snapshots: { retentionDays: 0 },
  failover: { profile: 'fast' },
  waivers: [],
  allowReplacement: false,
  protect: false,
  tags: {},
  bindings: [],
  own: {},
};

describe('local: what it offers and guarantees', () => {
  const paths = (own: Record<string, unknown>) =>
    local.check({ ...spec, own }).map((problem) => problem.path);

  it('refuses port ranges that overlap, and only those', () => {
    expect(paths({})).to.deep.equal([]);
    expect(paths({ basePort: 7000, sentinelBasePort: 7003 })).to.deep.equal([]);
    expect(paths({ basePort: 7000, sentinelBasePort: 7002 })).to.deep.equal(['local.sentinelBasePort']);
    expect(paths({ basePort: 7002, sentinelBasePort: 7000 })).to.deep.equal(['local.sentinelBasePort']);
  });

  it('refuses folders outside the project', () => {
    for (const directory of ['/tmp/x', '../x', 'a/../../x', 'C:\\x', '.', './'])
      expect(paths({ directory }), directory).to.deep.equal(['local.directory']);
    for (const directory of ['data', './data/redis', '.redis-ha/local/main'])
      expect(paths({ directory }), directory).to.deep.equal([]);
  });

  it('tells the later of two instances that ports or a folder are taken, and what to choose', () => {
    const together = (...owns: Record<string, unknown>[]) =>
      local.checkTogether?.(new Map(owns.map((own, i) => [`i${i}`, { ...spec, own }]))) ?? [];
    const apart = { basePort: 7000, sentinelBasePort: 7100 };
    expect(together({}, apart)).to.deep.equal([]);
    expect(together({}, {}).map(({ instance, path }) => `${instance} ${path}`)).to.deep.equal([
      'i1 local.basePort',
      'i1 local.sentinelBasePort',
    ]);
    expect(together({}, { ...apart, basePort: 6381 })[0]?.reason).to.contain('for example to 6383');
    const folders = together({ directory: 'data/x' }, { ...apart, directory: './data/x/' });
    expect(folders.map(({ path }) => path)).to.deep.equal(['local.directory']);
  });

  it('says what is done about encryption and failover', () => {
    const state = (change: Partial<RedisSpec>) => local.guarantees({ ...spec, ...change });
    expect(state({}).encryptionInTransit.state).to.equal('enforced');
    expect(state({ encryption: { atRest: false, inTransit: false } }).encryptionInTransit.state).to.equal(
      'off',
    );
    expect(state({}).automaticFailover.state).to.equal('always');
    expect(state({ replicas: 0 }).automaticFailover.state).to.equal('off');
    expect(state({}).encryptionAtRest.state).to.equal('not-offered');
    expect(state({}).multiAz).to.include({ state: 'not-offered', zones: 1 });
    expect(state({}).snapshots).to.include({ state: 'not-offered', retentionDays: 0 });
  });
});

describe('local: settings', () => {
  it('durable keeps everything, a cache evicts', () => {
    expect(serverSettings(spec)).to.include({ 'maxmemory-policy': 'noeviction', appendonly: 'yes' });
    const cache = serverSettings({ ...spec, purpose: 'cache' });
    expect(cache).to.include({ 'maxmemory-policy': 'allkeys-lru', appendonly: 'no' });
  });

  it('memory is in GiB', () => {
    expect(serverSettings({ ...spec, memoryGb: 1.5 }).maxmemory).to.equal('1610612736');
  });

  it('only calm needs a replica for writes, and only where there are two', () => {
    const needed = (profile: 'fast' | 'balanced' | 'calm', replicas: number) =>
      serverSettings({ ...spec, replicas, failover: { profile } })['min-replicas-to-write'];
    expect([needed('fast', 2), needed('balanced', 2), needed('calm', 2)]).to.deep.equal(['0', '0', '1']);
    expect(needed('calm', 1)).to.equal('0');
  });

  it('each profile pings at least twice before it calls a server down, and its quorum is a majority', () => {
    for (const profile of ['fast', 'balanced', 'calm'] as const) {
      const { downAfter, failoverTimeout, period } = failoverProfiles[profile];
      expect(period * 2).to.be.at.most(downAfter);
      expect(failoverTimeout).to.be.at.least(3 * downAfter);
      expect(sentinelSettings({ failover: { profile } }).quorum).to.equal('2');
    }
  });
});
