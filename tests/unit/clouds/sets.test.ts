// Lists that the providers keep as sets: another order is no change, another element is.

import { expect } from 'chai';
import { describe, it } from 'mocha';
import { SimulatedAws } from '../../../engine/clouds/aws/index.ts';
import { SimulatedDigitalOcean } from '../../../engine/clouds/digitalocean/index.ts';
import { SimulatedUpstash } from '../../../engine/clouds/upstash/index.ts';
import type { PropertyMap, PropertyValue } from '../../../engine/wire/value.ts';

const clouds = {
  aws: new SimulatedAws(),
  digitalocean: new SimulatedDigitalOcean(),
  upstash: new SimulatedUpstash(),
};

const sets: [type: string, property: string, one: PropertyValue, other: PropertyValue][] = [
  [
    'aws:elasticache/parameterGroup:ParameterGroup',
    'parameters',
    { name: 'timeout', value: '0' },
    { name: 'maxmemory-policy', value: 'noeviction' },
  ],
  ['aws:elasticache/subnetGroup:SubnetGroup', 'subnetIds', 'subnet-00000000', 'subnet-00000001'],
  ['aws:elasticache/serverlessCache:ServerlessCache', 'subnetIds', 'subnet-00000000', 'subnet-00000001'],
  ['aws:elasticache/user:User', 'passwords', 'a'.repeat(16), 'b'.repeat(16)],
  ['aws:elasticache/userGroup:UserGroup', 'userIds', 'default', 'app'],
  ['aws:cloudwatch/metricAlarm:MetricAlarm', 'alarmActions', 'arn:aws:sns:a', 'arn:aws:sns:b'],
  ['aws:secretsmanager/secretVersion:SecretVersion', 'versionStages', 'AWSCURRENT', 'blue'],
  ['digitalocean:index/databaseCluster:DatabaseCluster', 'tags', 'redis', 'staging'],
  [
    'digitalocean:index/databaseFirewall:DatabaseFirewall',
    'rules',
    { type: 'tag', value: 'web' },
    { type: 'ip_addr', value: '10.0.0.0/16' },
  ],
  ['digitalocean:index/databaseOnlineMigration:DatabaseOnlineMigration', 'ignoreDbs', '1', '2'],
  ['upstash:index/redisDatabase:RedisDatabase', 'readRegions', 'us-west-1', 'us-west-2'],
];

describe('simulated clouds: lists that are sets', () => {
  for (const [type, property, one, other] of sets)
    it(`${property} of ${type.split(':').at(-1)}`, async () => {
      const changes = async (olds: PropertyValue[], news: PropertyValue[]) =>
        (await diff(type, { [property]: olds }, { [property]: news })).changes;
      expect(await changes([one, other], [other, one])).to.equal('none');
      expect(await changes([one, other], [one])).to.equal('some');
    });
});

function diff(type: string, olds: PropertyMap, news: PropertyMap) {
  const cloud = clouds[type.split(':', 1)[0] as keyof typeof clouds];
  const call = {
    urn: `urn:pulumi:s::p::${type}::n`,
    type,
    name: 'n',
    preview: true,
    signal: new AbortController().signal,
    progress: () => undefined,
  };
  return cloud.diff(call, 'id', olds, {}, news);
}
