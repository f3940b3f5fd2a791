// What a change costs on AWS: nothing, an update in place, or a cache.

import { expect } from 'chai';
import { describe, it } from 'mocha';
import { SimulatedAws } from '../../../engine/clouds/aws/index.ts';
import { type PropertyMap, Secret } from '../../../engine/wire/value.ts';
import { call, failuresOf, group, right, sharded } from './awsGroup.ts';

describe('simulated AWS: a security group with its rules inside', () => {
  const type = 'aws:ec2/securityGroup:SecurityGroup';
  const clients = {
    protocol: 'tcp',
    fromPort: 6379,
    toPort: 6379,
    cidrBlocks: ['10.0.0.0/16'],
    securityGroups: ['sg-0123456789abcdef0', 'sg-0fedcba9876543210'],
  };
  const itself = { protocol: 'tcp', fromPort: 6379, toPort: 6379, self: true };
  const out = { protocol: '-1', fromPort: 0, toPort: 0, cidrBlocks: ['0.0.0.0/0'] };
  const given = { vpcId: 'vpc-00000000', ingress: [clients, itself], egress: [out] };

  it('takes them, and refuses what is none', async () => {
    expect(await failuresOf(type, given)).to.deep.equal([]);
    const wrong: [PropertyMap, RegExp][] = [
      [{ ...clients, fromPort: '6379' }, /^ingress\[0\]\.fromPort: Expected a whole number/],
      [{ ...clients, cidrBlocks: ['10.0.0.0'] }, /^ingress\[0\]\.cidrBlocks\[0\]: Expected an IPv4 network/],
      [{ ...clients, securityGroups: ['clients'] }, /^ingress\[0\]\.securityGroups\[0\]: Expected an id sg-/],
      [{ protocol: 'tcp' }, /^ingress\[0\]\.fromPort: Is missing/],
    ];
    for (const [rule, sentence] of wrong)
      expect((await failuresOf(type, { ...given, ingress: [rule] })).join('\n')).to.match(sentence);
  });

  it('is the same in another order, with a rule twice, and not with another port', async () => {
    const diff = (ingress: PropertyMap[]) =>
      new SimulatedAws().diff(call(type), 'id', given, {}, { ...given, ingress });
    const reversed = { ...clients, securityGroups: clients.securityGroups.toReversed() };
    expect(await diff([itself, reversed, itself])).to.deep.equal({ changes: 'none' });
    expect(await diff([itself, { ...clients, toPort: 6380 }])).to.deep.include({ diffs: ['ingress'] });
    expect(await diff([clients])).to.deep.include({ diffs: ['ingress'], replaces: [] });
    // Networks are a list in the provider, whose order counts.
    const networks = (...cidrBlocks: string[]) => [{ ...out, cidrBlocks }];
    const egress = await new SimulatedAws().diff(
      call(type),
      'id',
      { ...given, egress: networks('10.0.0.0/16', '10.1.0.0/16') },
      {},
      { ...given, egress: networks('10.1.0.0/16', '10.0.0.0/16') },
    );
    expect(egress).to.deep.include({ diffs: ['egress'] });
  });
});

describe('simulated AWS: what a change does', () => {
  const diff = (change: PropertyMap, old: PropertyMap = right) =>
    new SimulatedAws().diff(call(group), 'id', { ...right, ...old }, {}, { ...right, ...old, ...change });

  const replacing: [string, PropertyMap, PropertyMap?][] = [
    ['encryption at rest', { atRestEncryptionEnabled: false }],
    ['the key', { kmsKeyId: 'arn:aws:kms:eu-central-1:123456789012:key/b' }],
    ['the port', { port: 6380 }],
    ['the subnet group', { subnetGroupName: 'other' }],
    ['the network type', { networkType: 'ipv6' }],
    ['the id', { replicationGroupId: 'other' }],
    ['an older version', { engineVersion: '7.2' }],
    ['Valkey back to Redis', { engine: 'redis', engineVersion: '7.1' }],
    [
      'Redis to Valkey with the same version',
      { engine: 'valkey' },
      { engine: 'redis', engineVersion: '7.2' },
    ],
  ];
  for (const [what, change, old] of replacing)
    it(`replaces the group for ${what}`, async () => {
      const { replaces } = await diff(change, old);
      expect(replaces).to.have.length.above(0);
    });

  const inPlace: [string, PropertyMap, PropertyMap?][] = [
    ['the node type', { nodeType: 'cache.r7g.large' }],
    ['the number of nodes', { numCacheClusters: 4 }],
    ['the parameter group', { parameterGroupName: 'other' }],
    ['the token', { authToken: new Secret('qrstuvwxyzabcdef'), authTokenUpdateStrategy: 'ROTATE' }],
    ['windows and retention', { snapshotWindow: '01:00-02:00', snapshotRetentionLimit: 14 }],
    ['a newer version', { engineVersion: '8.1' }],
    [
      'Redis to Valkey with a newer version',
      { engine: 'valkey', engineVersion: '8.0' },
      { engine: 'redis', engineVersion: '7.1' },
    ],
  ];
  const nothing: [string, PropertyMap, PropertyMap][] = [
    [
      'the order of security groups',
      { securityGroupIds: ['sg-00000001', 'sg-00000000'] },
      { securityGroupIds: ['sg-00000000', 'sg-00000001'] },
    ],
    [
      'the order of logs',
      { logDeliveryConfigurations: [log('engine-log'), log('slow-log')] },
      { logDeliveryConfigurations: [log('slow-log'), log('engine-log')] },
    ],
    [
      'the order of shards with places of their own',
      { nodeGroupConfigurations: [{ nodeGroupId: '0002' }, { nodeGroupId: '0001', replicaCount: 2 }] },
      { nodeGroupConfigurations: [{ nodeGroupId: '0001', replicaCount: 2 }, { nodeGroupId: '0002' }] },
    ],
  ];
  for (const [what, change, old] of nothing)
    it(`does nothing for ${what}`, async () => {
      expect(await diff(change, old)).to.deep.equal({ changes: 'none' });
      expect(await failuresOf(group, { ...right, ...change })).to.deep.equal([]);
    });

  for (const [what, change, old] of inPlace)
    it(`changes ${what} in place`, async () => {
      expect(await diff(change, old)).to.deep.include({ changes: 'some', replaces: [] });
    });

  it('refuses TLS in one step, and cluster mode without the step between', async () => {
    const update = (old: PropertyMap, change: PropertyMap) =>
      new SimulatedAws()
        .update(call(group, true), 'id', { ...right, ...old }, {}, { ...right, ...change })
        .catch((error: Error) => error.message);
    const plain = { transitEncryptionEnabled: false, transitEncryptionMode: null, authToken: null };
    expect(await update(plain, {})).to.contain('preferred first');
    expect(await update({}, sharded)).to.contain('compatible');
  });
});

function log(logType: string): PropertyMap {
  return { logType, logFormat: 'json', destinationType: 'cloudwatch-logs', destination: 'logs' };
}
