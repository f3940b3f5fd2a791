// Every documented refusal of AWS and of Pulumi's provider that cost somebody a cache, the values of the plan that this project grew
// from among them.

import { expect } from 'chai';
import { describe, it } from 'mocha';
import { SimulatedAws } from '../../../engine/clouds/aws/index.ts';
import { isNodeType } from '../../../engine/clouds/aws/nodes.ts';
import { type PropertyMap, Secret, unknown } from '../../../engine/wire/value.ts';
import { nodeTypes } from '../../../providers/elasticache/nodeTypes.ts';
import { call, failuresOf, group, parameters, right, sharded } from './awsGroup.ts';

describe('simulated AWS: what is refused', () => {
  const refused: [string, PropertyMap, RegExp][] = [
    ["the plan's node type", { nodeType: 'cache.r6g.medium' }, /^nodeType: Expected a node type/],
    [
      "the plan's token, base64 with a slash",
      { authToken: new Secret('abcdefghijklmno/') },
      /^authToken: Expected letters, digits and ! & # \$ \^ < > - alone\.$/,
    ],
    ['an underscore in a token', { authToken: 'abcdefghijklmno_' }, /^authToken: Expected letters/],
    ['a short token', { authToken: new Secret('short') }, /^authToken: Expected 16 to 128 characters\.$/],
    [
      'a token without TLS',
      { transitEncryptionEnabled: false, transitEncryptionMode: null },
      /^authToken: Needs transitEncryptionEnabled/,
    ],
    ['a token and users', { userGroupIds: ['users'] }, /^userGroupIds: Conflicts with authToken/],
    ['a strategy without a token', { authToken: null, authTokenUpdateStrategy: 'SET' }, /SET needs a token/],
    ['DELETE with a token', { authTokenUpdateStrategy: 'DELETE' }, /DELETE goes with no token/],
    [
      'multi-AZ without failover',
      { automaticFailoverEnabled: false },
      /^multiAzEnabled: Needs automaticFailoverEnabled/,
    ],
    ['failover with one node', { numCacheClusters: 1 }, /needs 2 nodes or more/],
    [
      'cluster mode without failover',
      { ...sharded, automaticFailoverEnabled: false, multiAzEnabled: false },
      /Must be on in cluster mode/,
    ],
    ['both ways to count nodes', { numNodeGroups: 2 }, /^numNodeGroups: Conflicts with numCacheClusters/],
    ['retention 36', { snapshotRetentionLimit: 36 }, /from 0 to 35, given 36/],
    [
      'windows that overlap',
      { snapshotWindow: '04:30-05:30' },
      /^snapshotWindow: Overlaps maintenanceWindow/,
    ],
    [
      'a window across midnight that overlaps',
      { snapshotWindow: '23:30-00:30', maintenanceWindow: 'mon:00:00-mon:01:00' },
      /Overlaps/,
    ],
    ['half an hour', { snapshotWindow: '02:00-02:30' }, /at least 60 minutes/],
    [
      'a day that is none',
      { maintenanceWindow: 'son:04:00-son:05:00' },
      /^maintenanceWindow: Expected a window/,
    ],
    ['version 8 alone', { engineVersion: '8' }, /major\.minor/],
    ['Redis 8', { engine: 'redis', engineVersion: '8.0' }, /There is no redis 8\.0/],
    ['Valkey 6', { engineVersion: '6.2' }, /There is no valkey 6\.2/],
    ["Pulumi's own spelling of dual stack", { networkType: 'dualStack' }, /ipv4, ipv6 or dual_stack/],
    [
      'the same log twice',
      { logDeliveryConfigurations: [log('slow-log'), log('slow-log')] },
      /Names one log twice/,
    ],
    [
      'three logs',
      { logDeliveryConfigurations: [log('slow-log'), log('engine-log'), log('slow-log')] },
      /at most 2 elements/,
    ],
    ['r6gd without tiering', { nodeType: 'cache.r6gd.xlarge' }, /Must be on with the r6gd/],
    ['tiering elsewhere', { dataTieringEnabled: true }, /off with any other/],
    [
      'a new machine for Redis',
      { engine: 'redis', engineVersion: '7.1', nodeType: 'cache.r8g.large' },
      /runs Valkey only/,
    ],
    ['durability before Valkey 9', { durability: 'sync' }, /Valkey 9\.0 or later in cluster mode/],
    [
      'a key without encryption',
      { atRestEncryptionEnabled: false, kmsKeyId: 'arn:aws:kms:eu-central-1:1:key/a' },
      /kmsKeyId/,
    ],
    ['a key by its alias', { kmsKeyId: 'alias/redis' }, /an ARN of kms/],
    ['a name with two dashes', { replicationGroupId: 'a--b' }, /single dashes/],
    ['an argument of older providers', { numberCacheClusters: 3 }, /There is no such property/],
    ['no description', { description: null }, /^description: Is missing/],
    ['no node type', { nodeType: null }, /^nodeType: Is missing/],
  ];
  for (const [what, change, sentence] of refused)
    it(`refuses ${what}`, async () => {
      const failures = await failuresOf(group, { ...right, ...change });
      expect(failures.join('\n')).to.match(sentence);
    });

  it('takes what is right, in both modes, and what is not known yet', async () => {
    expect(await failuresOf(group, right)).to.deep.equal([]);
    expect(await failuresOf(group, { ...right, ...sharded })).to.deep.equal([]);
    expect(await failuresOf(group, { ...right, kmsKeyId: unknown, authToken: unknown })).to.deep.equal([]);
  });

  const groups: [string, PropertyMap, RegExp][] = [
    [
      "the plan's append-only file",
      { family: 'redis7', parameters: [{ name: 'appendonly', value: 'yes' }] },
      /appendonly cannot be modified/,
    ],
    [
      'a policy that is none',
      { family: 'redis7', parameters: [{ name: 'maxmemory-policy', value: 'lru' }] },
      /maxmemory-policy is one of/,
    ],
    [
      'lazy deletion on Valkey 8',
      { family: 'valkey8', parameters: [{ name: 'lazyfree-lazy-expire', value: 'yes' }] },
      /valkey8 has no parameter/,
    ],
    ['a family of its own', { family: 'redis8' }, /^family: Expected/],
  ];
  for (const [what, inputs, sentence] of groups)
    it(`refuses ${what}`, async () => {
      expect((await failuresOf(parameters, inputs)).join('\n')).to.match(sentence);
    });

  it('refuses what the resources around the group must not be', async () => {
    const wrong: [string, PropertyMap, RegExp][] = [
      ['aws:elasticache/subnetGroup:SubnetGroup', { subnetIds: ['a'] }, /an id subnet-/],
      [
        'aws:ec2/securityGroup:SecurityGroup',
        { description: 'Zugänge', vpcId: 'vpc-00000000' },
        /^description/,
      ],
      [
        'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule',
        { securityGroupId: 'sg-00000000', ipProtocol: 'tcp' },
        /whom it lets in/,
      ],
      ['aws:cloudwatch/logGroup:LogGroup', { retentionInDays: 31 }, /^retentionInDays/],
      ['aws:cloudwatch/metricAlarm:MetricAlarm', { metricName: 'a', metricQueries: [] }, /Conflicts/],
      ['aws:secretsmanager/secret:Secret', { recoveryWindowInDays: 3 }, /^recoveryWindowInDays/],
      [
        'aws:secretsmanager/secretVersion:SecretVersion',
        { secretId: 'a', secretString: '' },
        /at least|1 to 65536/,
      ],
      ['aws:kms/key:Key', { deletionWindowInDays: 1 }, /from 7 to 30/],
      [
        'aws:elasticache/user:User',
        {
          userId: 'a',
          userName: 'a',
          engine: 'valkey',
          accessString: 'on ~* +@all',
          authenticationMode: { type: 'no-password-required' },
        },
        /needs a password/,
      ],
      [
        'aws:elasticache/user:User',
        { userName: 'a', engine: 'redis', accessString: 'on' },
        /^userId: Is missing/,
      ],
      [
        'aws:elasticache/serverlessCache:ServerlessCache',
        { engine: 'valkey', subnetIds: ['subnet-00000000'] },
        /2 to 3 elements/,
      ],
      ['aws:sns/topic:Topic', { name: 'a b' }, /^name/],
    ];
    for (const [type, inputs, sentence] of wrong)
      expect((await failuresOf(type, inputs)).join('\n'), type).to.match(sentence);
  });
});

describe('simulated AWS: what comes back', () => {
  const create = async (inputs: PropertyMap) => {
    const provider = new SimulatedAws();
    const { inputs: named } = await provider.check(call(group), {}, inputs);
    return (await provider.create(call(group), named)).outputs;
  };

  it('has a primary and a reader, or a configuration endpoint, never both', async () => {
    const plain = await create(right);
    expect(plain.primaryEndpointAddress).to.match(/^master\./);
    expect(plain.readerEndpointAddress).to.match(/^replica\./);
    expect(plain).not.to.have.property('configurationEndpointAddress');
    expect(plain.memberClusters).to.have.length(3);
    const shards = await create({ ...right, ...sharded });
    expect(shards.configurationEndpointAddress).to.match(/^clustercfg\./);
    expect(shards).not.to.have.any.keys('primaryEndpointAddress', 'readerEndpointAddress');
    expect(shards.memberClusters).to.have.length(6);
    expect(shards).to.deep.include({ clusterEnabled: true, port: 6379 });
  });

  it('finds a network in three zones, or the one it is told of', async () => {
    const zoneOf = async (provider: SimulatedAws, id: string) =>
      (await provider.invoke('aws:ec2/getSubnet:getSubnet', { id })).result.availabilityZone;
    const provider = new SimulatedAws();
    await provider.configure({ region: 'eu-central-1' });
    const { result } = await provider.invoke('aws:ec2/getSubnets:getSubnets', { tags: { tier: 'private' } });
    const zones = await Promise.all((result.ids as string[]).map((id) => zoneOf(provider, id)));
    expect(new Set(zones)).to.deep.equal(new Set(['eu-central-1a', 'eu-central-1b', 'eu-central-1c']));
    const told = new SimulatedAws({ zones: { 'subnet-00000000': 'eu-central-1x' } });
    expect(await zoneOf(told, 'subnet-00000000')).to.equal('eu-central-1x');
    expect(
      (await provider.invoke('aws:ec2/getSubnet:getSubnet', { id: 'nonsense' })).failures,
    ).to.have.length(1);
  });
});

describe('simulated AWS: the node types', () => {
  it('are those that backend elasticache knows: two readings of the same pages', () => {
    for (const { name } of nodeTypes) expect(isNodeType(name), name).to.equal(true);
    const families = [...new Set(nodeTypes.map(({ name }) => name.split('.')[1]))];
    const sizes = [
      'micro',
      'small',
      'medium',
      'large',
      'xlarge',
      ...[2, 4, 8, 10, 12, 16, 24].map((n) => `${n}xlarge`),
    ];
    const all = families
      .flatMap((family) => sizes.map((size) => `cache.${family}.${size}`))
      .filter(isNodeType);
    expect(all.toSorted()).to.deep.equal(nodeTypes.map(({ name }) => name).toSorted());
  });
});

function log(logType: string): PropertyMap {
  return { logType, logFormat: 'json', destinationType: 'cloudwatch-logs', destination: 'logs' };
}
