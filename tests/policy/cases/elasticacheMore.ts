import { type Given, unknown } from '../servedPack.ts';
import { having, onProperty, type RuleCase } from './case.ts';
import { group, serverless } from './elasticache.ts';

const unprotected = { ...group, protect: false };
const parameters: Given = {
  type: 'aws:elasticache/parameterGroup:ParameterGroup',
  props: {
    family: 'valkey8',
    parameters: [{ name: 'maxmemory-policy', value: 'noeviction' }],
    tags: { purpose: 'durable', environment: 'prod' },
  },
};
const policy = (value: string, purpose?: string) =>
  having(parameters, {
    parameters: [{ name: 'maxmemory-policy', value }],
    tags: purpose === undefined ? undefined : { purpose },
  });
const subnets: Given = {
  type: 'aws:elasticache/subnetGroup:SubnetGroup',
  props: { subnetIds: ['subnet-1', 'subnet-2', 'subnet-3'] },
};
const user: Given = {
  type: 'aws:elasticache/user:User',
  props: { userId: 'app', accessString: 'on ~app:* +@all -@dangerous', authenticationMode: { type: 'iam' } },
};
const users: Given = {
  type: 'aws:elasticache/userGroup:UserGroup',
  props: { userGroupId: 'main', userIds: ['default', 'app'] },
};
const security = (ingress: object[], more: object = {}): Given => ({
  type: 'aws:ec2/securityGroup:SecurityGroup',
  props: { ingress, ...more },
});
const port = { protocol: 'tcp', fromPort: 6379, toPort: 6379 };
const closed = security([{ ...port, securityGroups: ['sg-app'] }]);
const inUse = ['main', 'waived-main', 'ended-main'].map((name) => ({ ...closed, name }));
const cache = { ...group, name: 'cache', from: { securityGroupIds: inUse } };
const alarm = (dimensions: object, from: Given['from'] = {}): Given => ({
  type: 'aws:cloudwatch/metricAlarm:MetricAlarm',
  name: 'memory',
  props: { namespace: 'AWS/ElastiCache', dimensions },
  from,
});

export const more: Record<string, RuleCase> = {
  'elasticache-customer-key': onProperty(group, 'kmsKeyId', {
    bad: [''],
    unknown: unknown.text,
    comes: 'holds',
  }),
  'elasticache-tls-mode': onProperty(group, 'transitEncryptionMode', {
    bad: ['preferred'],
    absent: true,
    unknown: unknown.text,
    comes: 'advice',
  }),
  'elasticache-auth': {
    good: group,
    alsoGood: {
      'a token': having(group, { userGroupIds: undefined, authToken: 'long enough to be one' }),
      'a token that is not kept': having(group, { userGroupIds: undefined, authTokenWo: 'x' }),
      'a token not known yet': having(group, { userGroupIds: undefined, authToken: unknown.text }),
      'a serverless cache with a group': serverless,
    },
    bad: {
      nothing: { ...having(group, { userGroupIds: undefined }), says: /authTokenWo/ },
      'an empty list': having(group, { userGroupIds: [] }),
      'a serverless cache without': having(serverless, { userGroupId: undefined }),
    },
    absent: { ...having(group, { userGroupIds: undefined }), holds: false },
    unknown: { ...having(group, { userGroupIds: unknown.list }), comes: 'holds' },
  },
  'elasticache-rbac': onProperty(group, 'userGroupIds', { bad: [[]], unknown: unknown.list, comes: 'holds' }),
  'elasticache-automatic-failover': {
    ...onProperty(group, 'automaticFailoverEnabled', {
      bad: [false],
      unknown: unknown.boolean,
      comes: 'advice',
    }),
    alsoGood: {
      'a member of a global datastore': having(group, { globalReplicationGroupId: 'g', numCacheClusters: 1 }),
    },
    bad: {
      off: { ...having(group, { automaticFailoverEnabled: false }), says: /`automaticFailoverEnabled`/ },
      'nobody to promote': { ...having(group, { numCacheClusters: 1 }), says: /no replica/ },
    },
  },
  'elasticache-replicas': {
    ...onProperty(group, 'numCacheClusters', {
      bad: [2],
      says: /has 1 replicas; have 2/,
      unknown: unknown.number,
      comes: 'advice',
    }),
    values: [
      { set: { minReplicas: 3 }, given: group, holds: false },
      { set: { minReplicas: 1 }, given: having(group, { numCacheClusters: 2 }), holds: true },
    ],
  },
  'elasticache-final-snapshot': onProperty(group, 'finalSnapshotIdentifier', {
    bad: [''],
    unknown: unknown.text,
    comes: 'holds',
  }),
  'elasticache-replacement-keeps-data': {
    good: group,
    alsoGood: {
      'a snapshot without protection': unprotected,
      'protection without a snapshot': having(group, { finalSnapshotIdentifier: undefined }),
    },
    bad: {
      neither: { ...having(unprotected, { finalSnapshotIdentifier: undefined }), says: /data are gone/ },
    },
    absent: { ...having(unprotected, { finalSnapshotIdentifier: undefined }), holds: false },
    unknown: { ...having(unprotected, { finalSnapshotIdentifier: unknown.text }), comes: 'holds' },
  },
  'elasticache-minor-upgrades': onProperty(group, 'autoMinorVersionUpgrade', {
    bad: [false],
    unknown: unknown.boolean,
    comes: 'advice',
  }),
  'elasticache-subnet-group': {
    ...onProperty(group, 'subnetGroupName', { bad: ['default', ''], unknown: unknown.text, comes: 'holds' }),
    alsoGood: { 'a serverless cache': serverless },
    bad: {
      default: having(group, { subnetGroupName: 'default' }),
      'a serverless cache without': { ...having(serverless, { subnetIds: undefined }), says: /`subnetIds`/ },
    },
  },
  'elasticache-parameter-group': onProperty(group, 'parameterGroupName', {
    bad: ['default.valkey8'],
    unknown: unknown.text,
    comes: 'holds',
  }),
  'elasticache-security-group': onProperty(group, 'securityGroupIds', {
    bad: [[]],
    unknown: unknown.list,
    comes: 'holds',
  }),
  'elasticache-classic-security-groups': {
    good: group,
    bad: {
      'a name': having(group, { securityGroupNames: ['old'] }),
      'the resource itself': { type: 'aws:elasticache/securityGroup:SecurityGroup', props: {} },
    },
    absent: { ...group, holds: true },
    unknown: { ...having(group, { securityGroupNames: unknown.list }), comes: 'refused' },
  },
  'elasticache-ingress': {
    good: closed,
    alsoGood: {
      'another port': security([{ protocol: 'tcp', fromPort: 443, toPort: 443, cidrBlocks: ['0.0.0.0/0'] }]),
      'a network of one’s own': security([{ ...port, cidrBlocks: ['10.0.0.0/8'] }]),
      'what goes out': {
        type: 'aws:ec2/securityGroupRule:SecurityGroupRule',
        props: { ...port, type: 'egress', cidrBlocks: ['0.0.0.0/0'] },
      },
    },
    bad: {
      'the port': { ...security([{ ...port, cidrBlocks: ['0.0.0.0/0'] }]), says: /ends in \/0/ },
      'a range around it': security([{ ...port, fromPort: 0, toPort: 65535, cidrBlocks: ['0.0.0.0/0'] }]),
      everything: security([{ protocol: '-1', fromPort: 0, toPort: 0, ipv6CidrBlocks: ['::/0'] }]),
      'a rule of its own': {
        type: 'aws:ec2/securityGroupRule:SecurityGroupRule',
        props: { ...port, type: 'ingress', cidrBlocks: ['0.0.0.0/0'] },
      },
      'a newer rule of its own': {
        type: 'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule',
        props: { ipProtocol: 'tcp', fromPort: 6379, toPort: 6379, cidrIpv4: '0.0.0.0/0' },
      },
    },
    absent: { ...having(closed, { ingress: undefined }), holds: true },
    unknown: { ...security([{ ...port, cidrBlocks: unknown.list }]), comes: 'advice' },
  },
  'elasticache-egress': {
    good: security([], { egress: [] }),
    beside: [cache],
    alsoGood: {
      'a group that no cache uses': {
        ...security([], { egress: [{ cidrBlocks: ['0.0.0.0/0'] }] }),
        name: 'other',
      },
    },
    bad: {
      everything: { ...security([], { egress: [{ cidrBlocks: ['0.0.0.0/0'] }] }), says: /`egress`/ },
    },
    absent: { ...security([]), holds: true },
    unknown: { ...security([], { egress: unknown.list }), comes: 'advice' },
  },
  'elasticache-engine-version': {
    ...onProperty(group, 'engineVersion', { bad: [], absent: true, unknown: unknown.text, comes: 'advice' }),
    alsoGood: {
      'an early Redis 6': having(group, { engine: 'redis', engineVersion: '6.x' }),
      'whatever AWS has, for Redis': having(group, { engine: 'redis', engineVersion: undefined }),
    },
    bad: {
      'Redis 5': { ...having(group, { engine: 'redis', engineVersion: '5.0.6' }), says: /Redis 5 / },
      'Redis 4 by default': having(group, { engine: undefined, engineVersion: '4.0.10' }),
    },
    values: [
      {
        set: { minRedisMajor: 7 },
        given: having(group, { engine: 'redis', engineVersion: '6.2' }),
        holds: false,
      },
    ],
  },
  'elasticache-windows-apart': {
    ...onProperty(group, 'maintenanceWindow', {
      bad: ['sun:02:30-sun:03:30', 'SUN:01:30-sun:02:30', 'sat:23:00-sun:02:01'],
      says: /overlap/,
      absent: true,
      unknown: unknown.text,
      comes: 'advice',
    }),
    alsoGood: {
      'one after the other': having(group, { maintenanceWindow: 'sun:03:00-sun:04:00' }),
      'one before the other': having(group, { maintenanceWindow: 'sun:01:00-sun:02:00' }),
      'what is no window': having(group, { maintenanceWindow: 'sometimes' }),
    },
  },
  'elasticache-logs': {
    ...onProperty(group, 'logDeliveryConfigurations', {
      bad: [[], [{ logType: 'slow-log' }]],
      says: /engine-log goes nowhere/,
      unknown: unknown.list,
      comes: 'advice',
    }),
  },
  'elasticache-node-types': {
    ...onProperty(group, 'nodeType', {
      bad: ['cache.t4g.small'],
      says: /burstable/,
      absent: true,
      unknown: unknown.text,
      comes: 'holds',
    }),
    bad: {
      burstable: { ...having(group, { nodeType: 'cache.t4g.small' }), says: /burstable/ },
      'one that does not exist': {
        ...having(group, { nodeType: 'cache.r6g.medium' }),
        says: /no such node type/,
      },
    },
    values: [
      { set: { burstable: true }, given: having(group, { nodeType: 'cache.t4g.small' }), holds: true },
      { set: { allowed: ['cache.m7g.*'] }, given: group, holds: true },
      { set: { allowed: ['cache.r7g.large'] }, given: group, holds: false },
    ],
  },
  'elasticache-eviction': {
    good: parameters,
    alsoGood: {
      'a cache': policy('allkeys-lru', 'cache'),
      'no purpose': policy('noeviction'),
      Memcached: having(parameters, { family: 'memcached1.6', parameters: [] }),
    },
    bad: {
      'sessions first': { ...policy('volatile-lru'), says: /takes sessions first/ },
      'a durable one that evicts': { ...policy('allkeys-lru', 'durable'), says: /must be noeviction/ },
      'a cache that does not': { ...policy('noeviction', 'cache'), says: /one of allkeys/ },
    },
    absent: { ...having(parameters, { parameters: undefined }), holds: false },
    unknown: { ...having(parameters, { parameters: unknown.list }), comes: 'advice' },
  },
  'elasticache-no-append-only': {
    ...onProperty(parameters, 'parameters', {
      bad: [[{ name: 'appendonly', value: 'yes' }]],
      says: /`appendonly` protects nothing/,
      absent: true,
      unknown: unknown.list,
      comes: 'advice',
    }),
    alsoGood: { no: having(parameters, { parameters: [{ name: 'appendonly', value: 'no' }] }) },
  },
  'elasticache-protected': {
    good: group,
    alsoGood: { 'a serverless cache': serverless },
    bad: {
      not: { ...unprotected, says: /`protect`/ },
      'a serverless cache': { ...serverless, protect: false },
    },
    absent: { ...unprotected, holds: false },
    unknown: { ...having(group, { nodeType: unknown.text }), comes: 'holds' },
  },
  'elasticache-tags': {
    ...onProperty(group, 'tags', {
      bad: [{}],
      says: /1 of the required/,
      unknown: unknown.object,
      comes: 'advice',
    }),
    alsoGood: { 'a value not known yet': having(group, { tags: { environment: unknown.text } }) },
    values: [
      { set: { required: ['owner'] }, given: group, holds: true },
      { set: { required: ['owner', 'cost-centre'] }, given: group, holds: false },
    ],
  },
  'elasticache-subnets': {
    ...onProperty(subnets, 'subnetIds', {
      bad: [['subnet-1']],
      says: /1 subnets/,
      unknown: unknown.list,
      comes: 'holds',
    }),
    alsoGood: { 'ids not known yet': having(subnets, { subnetIds: [unknown.text, unknown.text] }) },
    values: [{ set: { minZones: 4 }, given: subnets, holds: false }],
  },
  'elasticache-fixed-names': {
    ...onProperty(parameters, 'name', {
      bad: ['freight-redis7-params'],
      absent: true,
      unknown: unknown.text,
      comes: 'holds',
    }),
    alsoGood: { 'a name that Pulumi made': having(parameters, { name: 'durable-1a2b3c4' }) },
  },
  'elasticache-user-password': {
    ...onProperty(user, 'noPasswordRequired', {
      bad: [true],
      says: /no password/,
      absent: true,
      unknown: unknown.boolean,
      comes: 'advice',
    }),
    bad: {
      'none by the old word': having(user, { noPasswordRequired: true }),
      'none by the new one': having(user, { authenticationMode: { type: 'no-password-required' } }),
    },
  },
  'elasticache-user-access': {
    ...onProperty(user, 'accessString', {
      bad: ['on ~* +@all', 'on ~* &* +@all'],
      says: /delete all keys/,
      absent: true,
      unknown: unknown.text,
      comes: 'advice',
    }),
    alsoGood: { 'one that is off': having(user, { accessString: 'off ~* +@all' }) },
  },
  'elasticache-user-group-members': {
    ...onProperty(users, 'userIds', {
      bad: [['default'], []],
      says: /default/,
      unknown: unknown.list,
      comes: 'holds',
    }),
  },
  'elasticache-alarms': {
    good: group,
    beside: [alarm({}, { dimensions: [group] })],
    alsoGood: { 'an id that the alarm names': having(group, { replicationGroupId: 'main' }) },
    bad: {
      none: { ...group, beside: [], says: /no MetricAlarm/ },
      'one about another': {
        ...having(group, { replicationGroupId: 'main' }),
        beside: [alarm({ CacheClusterId: 'other-001' })],
      },
    },
    absent: { ...group, name: 'other', holds: false },
    unknown: { ...having(group, { replicationGroupId: unknown.text }), beside: [], comes: 'refused' },
  },
};
