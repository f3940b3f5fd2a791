import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { overlap } from '../../../providers/elasticache/windows.ts';
import { network, problemsOf, specOf } from './specs.ts';

const subnets = ['subnet-0000000a', 'subnet-0000000b', 'subnet-0000000c'];
const zones = {
  'subnet-0000000a': 'eu-central-1a',
  'subnet-0000000b': 'eu-central-1b',
  'subnet-0000000c': 'eu-central-1b',
};
const access = { allowedCidrs: ['10.0.0.0/16'] };

describe('backend elasticache: bad arguments', () => {
  const wrong: [string, Parameters<typeof problemsOf>[0], string, RegExp][] = [
    [
      'no node type',
      { elasticache: { nodeType: undefined } },
      'elasticache.nodeType',
      /missing.*cache\.t4g\.small/,
    ],
    [
      "the plan's own node type",
      { elasticache: { nodeType: 'cache.r6g.medium' } },
      'elasticache.nodeType',
      /no "cache\.r6g\.medium"; of this family it has cache\.r6g\.large/,
    ],
    [
      'a generation that has ended',
      { elasticache: { nodeType: 'cache.t2.micro' } },
      'elasticache.nodeType',
      /generation has ended/,
    ],
    [
      'no such family',
      { elasticache: { nodeType: 'db.t4g.small' } },
      'elasticache.nodeType',
      /cache\.t4g\.small/,
    ],
    [
      'a Valkey machine for Redis',
      { engine: 'redis', elasticache: { nodeType: 'cache.r8g.large' } },
      'elasticache.nodeType',
      /runs Valkey only/,
    ],
    ['memcached', { engine: 'memcached' }, 'engine', /redis or valkey/],
    ['a version that is not there', { version: '8' }, 'version', /choose 7\.2, 8\.0/],
    [
      'an old Redis',
      { engine: 'redis', version: '7.0' },
      'version',
      /choose 7\.1\. Later versions are Valkey/,
    ],
    ['retention 36', { snapshots: { retentionDays: 36 } }, 'snapshots.retentionDays', /at most 35 days/],
    ['TLS off', { encryption: { inTransit: false } }, 'encryption.inTransit', /cannot be switched off/],
    [
      'windows that overlap',
      { snapshots: { window: '04:30-05:30' }, maintenanceWindow: 'sun:04:00-sun:05:00' },
      'snapshots.window',
      /Overlaps maintenanceWindow/,
    ],
    [
      'an append-only file',
      { elasticache: { parameters: { appendonly: 'yes' } } },
      'elasticache.parameters.appendonly',
      /no append-only file/,
    ],
    [
      'the eviction policy by hand',
      { elasticache: { parameters: { 'maxmemory-policy': 'volatile-lru' } } },
      'elasticache.parameters.maxmemory-policy',
      /purpose decides it/,
    ],
    [
      'a parameter of Redis 7 on Valkey 8',
      { elasticache: { parameters: { 'lazyfree-lazy-expire': 'yes' } } },
      'elasticache.parameters.lazyfree-lazy-expire',
      /valkey8 has no parameter/,
    ],
    ['a token in clear', { elasticache: { authToken: 'a/b' } }, 'elasticache.authToken', /made at random/],
    [
      'two generations the wrong way round',
      { elasticache: { auth: { use: 1, alsoAccept: 2 } } },
      'elasticache.auth.alsoAccept',
      /before the one in use/,
    ],
    [
      'a key without encryption',
      { encryption: { atRest: false, kmsKeyId: 'arn:aws:kms:eu-central-1:123456789012:key/a' } },
      'encryption.kmsKeyId',
      /without encryption at rest/,
    ],
    [
      'one subnet',
      { elasticache: { network: { ...access, subnetIds: subnets.slice(0, 1) } } },
      'elasticache.network.subnetIds',
      /1 subnet cannot cover 3 zones; zones is 3/,
    ],
    [
      'three subnets in two zones',
      { elasticache: { network: { ...access, subnetIds: subnets, subnetZones: zones } } },
      'elasticache.network.subnetIds',
      /eu-central-1a and eu-central-1b alone/,
    ],
    [
      'a subnet without a zone',
      {
        zones: 2,
        elasticache: { network: { ...access, subnetIds: subnets, subnetZones: { [subnets[0] ?? '']: 'a' } } },
      },
      'elasticache.network.subnetZones',
      /subnet-0000000b, subnet-0000000c/,
    ],
    [
      'the same subnet twice',
      { elasticache: { network: { ...access, subnetIds: [...subnets, subnets[0]] } } },
      'elasticache.network.subnetIds',
      /twice/,
    ],
    [
      'no network',
      { elasticache: { network: access } },
      'elasticache.network.subnetIds',
      /name subnetIds, or subnetTags/,
    ],
    [
      'tags without a VPC',
      { elasticache: { network: { ...access, subnetTags: { tier: 'a' } } } },
      'elasticache.network.vpcId',
      /looked for in a VPC/,
    ],
    [
      'a stack and ids',
      { elasticache: { network: { ...access, stack: 'a/b/c', subnetIds: subnets } } },
      'elasticache.network.subnetIds',
      /come from stack a\/b\/c/,
    ],
    [
      'nobody who may connect',
      { elasticache: { network: { ...network, allowedCidrs: [] } } },
      'elasticache.network.allowedSecurityGroupIds',
      /Nobody may connect/,
    ],
    [
      'everybody who may connect',
      { elasticache: { network: { ...network, allowedCidrs: ['0.0.0.0/0'] } } },
      'elasticache.network.allowedCidrs[0]',
      /half the world/,
    ],
    [
      'no network at all',
      { elasticache: { network: { ...network, allowedCidrs: ['10.0.0'] } } },
      'elasticache.network.allowedCidrs[0]',
      /Expected an IPv4 network/,
    ],
    [
      'log days between the steps',
      { elasticache: { logs: { retentionDays: 31 } } },
      'elasticache.logs.retentionDays',
      /30, 60/,
    ],
    ["a tag that is AWS' own", { tags: { 'aws:a': 'b' } }, 'tags.aws:a', /no tag/],
    [
      'a secret with a space',
      { bindings: [{ kind: 'aws-secrets-manager', name: 'a b' }] },
      'bindings[0].name',
      /letters, digits/,
    ],
    [
      'a place that is not on AWS',
      { bindings: [{ kind: 'kubernetes-secret', name: 'a' }] },
      'bindings[0].kind',
      /AWS Secrets Manager/,
    ],
    ['more nodes than a group takes', { topology: 'cluster', shards: 31 }, 'shards', /at most 90/],
    [
      'an unknown key',
      { elasticache: { nodetype: 'cache.t4g.small' } },
      'elasticache.nodetype',
      /Did you mean nodeType/,
    ],
    [
      'limits of a cache that has none',
      { elasticache: { serverless: { maxDataGb: 5 } } },
      'elasticache.serverless',
      /kind: serverless only/,
    ],
  ];
  for (const [what, args, path, sentence] of wrong)
    it(`refuses ${what}`, () => {
      const problems = problemsOf(args);
      expect(Object.keys(problems)).to.include(path);
      expect(problems[path]).to.match(sentence);
    });

  it('says how much of a node is for data, and which one has enough', () => {
    expect(problemsOf({ memoryGb: 9 }).memoryGb).to.match(/1\.0 GiB for data.*has enough/);
    expect(problemsOf({ memoryGb: 12, elasticache: { nodeType: 'cache.r7g.large' } }).memoryGb).to.contain(
      'cache.r7g.xlarge',
    );
    expect(problemsOf({ memoryGb: 9, elasticache: { nodeType: 'cache.r7g.large' } })).to.deep.equal({});
  });

  it('says what a serverless cache cannot do', () => {
    const problems = problemsOf({
      maintenanceWindow: 'sun:04:00-sun:05:00',
      memoryGb: 4,
      elasticache: {
        kind: 'serverless',
        nodeType: 'cache.t4g.small',
        port: 6380,
        parameters: {},
        logs: {},
        auth: { mode: 'token' },
      },
    });
    expect(problems).to.have.keys(
      ...['topology', 'purpose', 'maintenanceWindow', 'memoryGb', 'elasticache.nodeType', 'elasticache.port'],
      ...['elasticache.parameters', 'elasticache.logs', 'elasticache.auth.mode'],
    );
    expect(problems.purpose).to.contain('BullMQ');
    expect(
      problemsOf({ topology: 'cluster', purpose: 'cache', elasticache: { kind: 'serverless' } }),
    ).to.deep.equal({});
  });

  it('takes Valkey 8 by default, and Redis 7.1', () => {
    expect(specOf().engine).to.equal(undefined);
    expect(problemsOf({ engine: 'redis', version: '7.1' })).to.deep.equal({});
    expect(problemsOf({ engine: 'valkey', version: '8.1' })).to.deep.equal({});
  });

  it('does not judge subnets that are not known yet', () => {
    const subnetIds = { __pulumiOutput: true };
    expect(problemsOf({ elasticache: { network: { ...access, subnetIds } } })).to.deep.equal({});
  });
});

describe('backend elasticache: windows', () => {
  it('meet exactly where they share a minute', () => {
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    const clock = (minute: number) =>
      `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
    const day = 24 * 60;
    const minutes = fc.integer({ min: 0, max: day - 1 });
    const length = fc.integer({ min: 60, max: day - 1 });
    fc.assert(
      fc.property(
        minutes,
        length,
        fc.integer({ min: 0, max: 7 * day - 1 }),
        length,
        (at, short, from, long) => {
          const daily = `${clock(at)}-${clock((at + short) % day)}`;
          const to = (from + long) % (7 * day);
          const name = (minute: number) => `${days[Math.floor(minute / day)]}:${clock(minute % day)}`;
          const inDaily = new Set(Array.from({ length: short }, (_, minute) => (at + minute) % day));
          const shared = Array.from({ length: long }, (_, minute) => (from + minute) % day).some((m) =>
            inDaily.has(m),
          );
          expect(overlap(daily, `${name(from)}-${name(to)}`)).to.equal(shared);
        },
      ),
      { numRuns: 300 },
    );
  });
});
