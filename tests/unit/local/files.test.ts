import { X509Certificate } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import {
  certificatesIn,
  issue,
  isUsable,
  makeAuthority,
  needsRenewal,
} from '../../../providers/local/certificates.ts';
import { suits } from '../../../providers/local/process/binary.ts';
import { identify, livenessOf } from '../../../providers/local/process/identity.ts';
import { listeningInodes } from '../../../providers/local/process/ports.ts';
import { countKeys, parseInfo } from '../../../providers/local/redis/reply.ts';
import {
  readBelief,
  readSentinelSettings,
  sentinelConfig,
  sentinelId,
} from '../../../providers/local/redis/sentinelConfig.ts';
import { serverConfig } from '../../../providers/local/redis/serverConfig.ts';

describe('local: configuration files', () => {
  const port = fc.integer({ min: 1024, max: 65_000 });
  const epoch = fc.nat(1_000_000);
  const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);

  it('what a Sentinel was told to believe and to do is read back from its file', () => {
    const belief = fc.record({
      primaryPort: port,
      configEpoch: epoch,
      leaderEpoch: epoch,
      currentEpoch: epoch,
      replicaPorts: fc.array(port, { maxLength: 5 }),
      sentinels: fc.array(fc.record({ name, port }), { maxLength: 4 }),
    });
    const settings = { quorum: '2', 'down-after-milliseconds': '500', 'failover-timeout': '5000' };
    fc.assert(
      fc.property(belief, name, fc.boolean(), (believed, masterName, tls) => {
        const own = {
          name: 'sentinel-1',
          group: 'g',
          port: 1,
          tls,
          password: 'p',
          sentinelPassword: 's',
          settings,
        };
        const file = sentinelConfig({ ...own, masterName, belief: believed });
        const { replicaPorts: _replicas, sentinels: _sentinels, ...kept } = believed;
        expect(readBelief(file, masterName)).to.deep.equal(kept);
        expect(readSentinelSettings(file, masterName)).to.include(settings);
        expect(readBelief(file, `${masterName}x`)).to.equal(undefined);
      }),
    );
  });

  it('a Sentinel keeps its id, and no two have the same', () => {
    expect(sentinelId('main', 'sentinel-1')).to.equal(sentinelId('main', 'sentinel-1'));
    const ids = ['main', 'cache'].flatMap((group) =>
      ['sentinel-1', 'sentinel-2'].map((one) => sentinelId(group, one)),
    );
    expect(new Set(ids)).to.have.property('size', 4);
    for (const id of ids) expect(id).to.match(/^[0-9a-f]{40}$/);
  });

  it('a server always starts as a replica of nobody, and with TLS has no plain port', () => {
    const base = { port: 7000, password: 'secret', settings: { save: '' } };
    expect(serverConfig({ ...base, tls: true }))
      .to.match(/^replicaof 127.0.0.1 0$/m)
      .and.match(/^port 0$/m);
    expect(serverConfig({ ...base, tls: false }))
      .to.match(/^port 7000$/m)
      .and.not.contain('tls-');
    expect(serverConfig({ ...base, tls: true })).to.match(/^save ""$/m);
  });
});

describe('local: certificates', () => {
  it('hold for the loopback addresses, are signed by the authority, and are renewed a month before their end', async () => {
    const authority = await makeAuthority('test');
    const pair = await issue(authority, 'server-1');
    const own = new X509Certificate(pair.certificate);
    expect(own.checkIP('127.0.0.1')).to.equal('127.0.0.1');
    expect(own.checkIP('::1')).to.not.equal(undefined);
    expect(own.checkHost('localhost')).to.equal('localhost');
    expect(own.verify(new X509Certificate(authority.certificate).publicKey)).to.equal(true);

    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
    expect(needsRenewal(pair, authority.certificate, inDays(59))).to.equal(false);
    expect(needsRenewal(pair, authority.certificate, inDays(61))).to.equal(true);
  });

  it('are renewed when damaged, when the key is not theirs, or when another authority has come', async () => {
    const [authority, another] = await Promise.all([makeAuthority('test'), makeAuthority('test')]);
    const [pair, stranger] = await Promise.all([issue(authority, 'a'), issue(authority, 'b')]);
    const renews = (change: Partial<typeof pair>, ca = authority.certificate) =>
      needsRenewal({ ...pair, ...change }, ca, new Date());
    expect(renews({})).to.equal(false);
    for (const text of ['', 'nonsense', '-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n']) {
      expect(renews({ certificate: text }), text).to.equal(true);
      expect(renews({ key: text }), text).to.equal(true);
      expect(renews({}, text), text).to.equal(true);
    }
    expect(renews({ key: stranger.key })).to.equal(true);
    expect(renews({}, another.certificate)).to.equal(true);
  });

  it('an authority signs on while its key is there and its end is far', async () => {
    const [authority, another] = await Promise.all([makeAuthority('test'), makeAuthority('test')]);
    const now = new Date();
    expect(isUsable(authority, now)).to.equal(true);
    expect(isUsable({ ...authority, key: another.key }, now)).to.equal(false);
    expect(isUsable(authority, new Date(now.getTime() + 3600 * 86_400_000))).to.equal(false);
    expect(certificatesIn(`${authority.certificate}rubbish\n${another.certificate}`)).to.deep.equal([
      authority.certificate,
      another.certificate,
    ]);
  });
});

describe('local: processes', () => {
  it('a process is known by more than its pid', async () => {
    const own = await identify(process.pid);
    if (!own) throw new Error('This very process was not found.');
    expect(await livenessOf(own)).to.equal('running');
    expect(await livenessOf({ ...own, started: '1' })).to.equal('gone');
    expect(await livenessOf({ ...own, boot: 'an earlier one' })).to.equal('gone');
  });

  it('only listening sockets hold a port', () => {
    const table = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:18EC 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 111 1',
      '   1: 0100007F:18EC 0100007F:D431 01 00000000:00000000 00:00000000 00000000  1000        0 222 1',
      '   2: 0100007F:18ED 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 333 1',
    ].join('\n');
    expect(listeningInodes(table, 6380)).to.deep.equal(['111']);
    expect(listeningInodes(table, 6382)).to.deep.equal([]);
  });

  it('engine and version are honoured to the digit that was given, and nothing before 7.0 will do', () => {
    const redis = (version: string) => ({ path: '', engine: 'redis', version }) as const;
    expect(suits(redis('7.0.15'), {})).to.equal(true);
    expect(suits(redis('6.2.14'), {})).to.equal(false);
    expect(suits(redis('10.1.0'), {})).to.equal(true);
    expect(suits(redis('7.0.15'), { version: '7.0' })).to.equal(true);
    expect(suits(redis('7.0.15'), { version: '7.0.1' })).to.equal(false);
    expect(suits(redis('7.0.15'), { engine: 'valkey' })).to.equal(false);
  });

  it('INFO is read whole, keys are counted over all databases', () => {
    const info = parseInfo(
      '# Server\r\nconfig_file:/a:b\r\n\r\n# Keyspace\r\ndb0:keys=3,expires=0\r\ndb9:keys=4,expires=1\r\n',
    );
    expect(info).to.include({ config_file: '/a:b' });
    expect(countKeys(info)).to.equal(7);
  });
});
