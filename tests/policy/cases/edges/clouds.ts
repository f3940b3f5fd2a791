// What stands just beside a rule on a managed service: other ways to write the same, what is nearly it, what is another's.

import { compliant } from '../../compliant.ts';
import { type Given, unknown } from '../../wire.ts';
import { alone, type Edges, having } from '../case.ts';
import { cluster, valkeyConfig } from '../digitalocean.ts';
import { group, serverless } from '../elasticache/resources.ts';
import { database } from '../upstash.ts';

const alarm = (dimensions: unknown, more: Partial<Given> = {}): Given => ({
  type: 'aws:cloudwatch/metricAlarm:MetricAlarm',
  name: 'memory',
  props: { namespace: 'AWS/ElastiCache', dimensions },
  ...more,
});
const main = having(group, { replicationGroupId: 'main' });
const security = (...cidrBlocks: string[]): Given => ({
  type: 'aws:ec2/securityGroup:SecurityGroup',
  props: { egress: [{ cidrBlocks }] },
});
const port = { protocol: 'tcp', fromPort: 6379, toPort: 6379 };
const incoming = (...ingress: object[]): Given => ({ type: security().type, props: { ingress } });
const using = (given: Given, ...groups: Given[]) => ({
  ...given,
  name: 'cache',
  from: { securityGroupIds: groups },
});
const open = security('10.0.0.0/8', '0.0.0.0/0');
const parameters = (...all: object[]): Given => ({
  type: 'aws:elasticache/parameterGroup:ParameterGroup',
  props: { family: 'valkey8', parameters: all, tags: { environment: 'prod' } },
});
const user = (props: object): Given => ({
  type: 'aws:elasticache/user:User',
  props: { userId: 'app', ...props },
});
const firewall = (props: object, more: Partial<Given> = {}): Given => ({
  type: 'digitalocean:index/databaseFirewall:DatabaseFirewall',
  props: { rules: [{ type: 'k8s', value: 'c' }], ...props },
  ...more,
});
const postgres = having(cluster, { engine: 'pg' });
const redisHa = (automaticFailover: object): Given => ({
  type: 'redis-ha:index:RedisHA',
  props: { ...compliant(), guarantees: { ...compliant().guarantees, automaticFailover } },
});
const typed = (nodeType: string) => having(group, { nodeType });

export const edges: Record<string, Edges> = {
  'redis-automatic-failover': { alsoGood: { 'where it was asked for': redisHa({ state: 'enforced' }) } },
  'redis-protected-production': {
    alsoGood: { 'another database': { ...postgres, protect: false } },
    bad: { 'a cluster of Valkey': { ...cluster, protect: false } },
  },
  'elasticache-alarms': {
    alsoGood: {
      'an alarm about a member': alone(main, alarm({ Node: '1', CacheClusterId: 'main-001' })),
      'an alarm about the group': alone(main, alarm({ ReplicationGroupId: 'main' })),
      'a serverless cache by its name': alone(serverless, alarm({ CacheName: 'main' })),
    },
    bad: {
      'one about a namesake': alone(
        main,
        alarm({ CacheClusterId: 'main-x', ReplicationGroupId: 'other-main' }),
      ),
      'what is no alarm': alone(
        main,
        alarm(
          { ReplicationGroupId: 'main' },
          { type: 'aws:cloudwatch/dashboard:Dashboard', from: { x: [group] } },
        ),
      ),
      'one that is not known yet': alone(main, alarm(unknown.object)),
    },
  },
  'elasticache-automatic-failover': { alsoGood: { 'two nodes': having(group, { numCacheClusters: 2 }) } },
  'elasticache-egress': {
    alsoGood: {
      'a group that something else uses': alone(
        open,
        using({ type: 'aws:lambda/function:Function', props: {} }, open),
      ),
      'a cache with another': alone(open, using(group, { ...open, name: 'other' }), {
        ...group,
        name: 'none',
      }),
    },
    bad: {
      'one network of two': alone(open, { ...group, name: 'none' }, using(group, open)),
      'a serverless cache': alone(open, using(serverless, open)),
    },
  },
  'elasticache-ingress': {
    alsoGood: {
      'a network that ends otherwise': incoming({ ...port, cidrBlocks: ['10.0.0.0/0a', '10.0.0.0/08'] }),
      'a rule without ports': incoming({ protocol: 'tcp', cidrBlocks: ['0.0.0.0/0'] }),
      'half of a range': incoming({ protocol: 'tcp', fromPort: 1, cidrBlocks: ['0.0.0.0/0'] }),
      'the other half': incoming({ protocol: 'tcp', toPort: 65535, cidrBlocks: ['0.0.0.0/0'] }),
      'ports above': incoming({ ...port, fromPort: 26380, toPort: 65535, cidrBlocks: ['0.0.0.0/0'] }),
      'ports below': incoming({ ...port, fromPort: 0, toPort: 6378, cidrBlocks: ['0.0.0.0/0'] }),
    },
    bad: {
      'every protocol by number': incoming({ protocol: -1, cidrBlocks: ['0.0.0.0/0'] }),
      'every protocol of a newer rule': {
        type: 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule',
        props: { ipProtocol: '-1', cidrIpv6: '::/0' },
      },
    },
  },
  'elasticache-engine-version': {
    alsoGood: { Valkey: having(group, { engine: 'valkey', engineVersion: '5.0' }) },
  },
  'elasticache-eviction': {
    alsoGood: {
      'among others': parameters(
        { name: 'timeout', value: '300' },
        { name: 'maxmemory-policy', value: 'noeviction' },
      ),
    },
  },
  'elasticache-fixed-names': {
    bad: { 'more behind it': having(parameters(), { name: 'durable-1a2b3c4-x' }) },
  },
  'elasticache-node-types': {
    alsoGood: { large: typed('cache.r7g.large'), larger: typed('cache.m7g.2xlarge') },
    bad: { 'no such type of m': { ...typed('cache.m5.small'), says: /no such node type/ } },
    values: [
      { set: { burstable: 'yes' }, given: typed('cache.t4g.small'), holds: false },
      { set: { allowed: ['cache.r7g.large', 'cache.m7g.large'] }, given: group, holds: true },
      { set: { allowed: ['cache.m7g.*'] }, given: typed('cache.r7g.large'), holds: false },
      { set: { allowed: ['cache.*.large'] }, given: group, holds: true },
      { set: { allowed: ['cache.*.xlarge'] }, given: group, holds: false },
    ],
  },
  'elasticache-tags': {
    values: [
      { set: { required: [3] }, given: group, holds: true },
      { set: { required: ['owner', 3] }, given: having(group, { tags: { environment: 'x' } }), holds: true },
    ],
  },
  'elasticache-user-access': {
    alsoGood: {
      'some commands': user({ accessString: 'on ~* +get' }),
      'some keys': user({ accessString: 'on ~app:* +@all' }),
      'all but the dangerous': user({ accessString: 'on ~* +@all -@dangerous' }),
    },
    bad: { 'with a hyphen in a word': user({ accessString: 'on ~* ~a- +@all' }) },
  },
  'elasticache-user-group-members': {
    alsoGood: {
      'one not known yet': {
        type: 'aws:elasticache/userGroup:UserGroup',
        props: { userGroupId: 'main', userIds: ['default', 7] },
      },
    },
  },
  'elasticache-user-password': {
    bad: { 'none by its other name': user({ authenticationMode: { type: 'no-password' } }) },
  },
  'valkey-digitalocean-encryption-in-transit': {
    alsoGood: { 'as text': having(valkeyConfig, { ssl: 'true' }) },
  },
  'valkey-digitalocean-engine': {
    alsoGood: { 'another database': having(postgres, { version: undefined }) },
  },
  'valkey-digitalocean-firewall': {
    alsoGood: {
      'one that names it': alone(having(cluster, { id: 'c1' }), firewall({ clusterId: 'c1' })),
    },
    bad: {
      'two that name nothing': alone(cluster, firewall({})),
      'what is no firewall': alone(cluster, {
        type: 'digitalocean:index/databaseUser:DatabaseUser',
        props: {},
        from: { clusterId: [cluster] },
      }),
      'one that comes from elsewhere': alone(
        cluster,
        firewall({ clusterId: 'c2' }, { from: { rules: [cluster] } }),
      ),
    },
  },
  'valkey-digitalocean-firewall-open': {
    bad: {
      'one rule of two': firewall({
        rules: [
          { type: 'k8s', value: 'c' },
          { type: 'ip_addr', value: '0.0.0.0/0' },
        ],
      }),
    },
  },
  'valkey-digitalocean-standby': {
    alsoGood: { 'more memory': having(cluster, { size: 'db-s-1vcpu-1gb-next' }) },
  },
  'upstash-encryption-in-transit': { alsoGood: { 'as text': having(database, { tls: 'true' }) } },
  'upstash-eviction': {
    values: [{ set: { purpose: 7 }, given: having(database, { eviction: true }), holds: true }],
  },
};
