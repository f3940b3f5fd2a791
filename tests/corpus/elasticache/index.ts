// A replication group as `strict` wants it, without the component.

import { MetricAlarm } from '@pulumi/aws/cloudwatch/metricAlarm.js';
import { SecurityGroup } from '@pulumi/aws/ec2/securityGroup.js';
import { ParameterGroup } from '@pulumi/aws/elasticache/parameterGroup.js';
import { ReplicationGroup } from '@pulumi/aws/elasticache/replicationGroup.js';
import { SubnetGroup } from '@pulumi/aws/elasticache/subnetGroup.js';

const tags = { environment: 'test', purpose: 'durable' };
const security = new SecurityGroup('redis', {
  vpcId: 'vpc-0a1b2c3d',
  ingress: [{ fromPort: 6379, toPort: 6379, protocol: 'tcp', securityGroups: ['sg-0a1b2c3d'] }],
});
const subnets = new SubnetGroup('private', { subnetIds: ['subnet-1', 'subnet-2', 'subnet-3'], tags });
const parameters = new ParameterGroup('durable', {
  family: 'valkey8',
  parameters: [{ name: 'maxmemory-policy', value: 'noeviction' }],
  tags,
});
const log = { destination: 'redis', destinationType: 'cloudwatch-logs', logFormat: 'json' };
const group = new ReplicationGroup(
  'main',
  {
    description: 'Sessions and queues',
    engine: 'valkey',
    engineVersion: '8.0',
    nodeType: 'cache.m7g.large',
    numCacheClusters: 3,
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
    atRestEncryptionEnabled: true,
    kmsKeyId: 'arn:aws:kms:eu-central-1:123456789012:key/1',
    transitEncryptionEnabled: true,
    transitEncryptionMode: 'required',
    userGroupIds: ['main'],
    snapshotRetentionLimit: 7,
    snapshotWindow: '02:00-03:00',
    maintenanceWindow: 'sun:04:00-sun:05:00',
    finalSnapshotIdentifier: 'main-final',
    autoMinorVersionUpgrade: true,
    subnetGroupName: subnets.name,
    parameterGroupName: parameters.name,
    securityGroupIds: [security.id],
    logDeliveryConfigurations: [
      { ...log, logType: 'slow-log' },
      { ...log, logType: 'engine-log' },
    ],
    tags,
  },
  { protect: true },
);
new MetricAlarm('memory', {
  namespace: 'AWS/ElastiCache',
  metricName: 'DatabaseMemoryUsagePercentage',
  dimensions: { ReplicationGroupId: group.id },
  comparisonOperator: 'GreaterThanThreshold',
  threshold: 75,
  evaluationPeriods: 2,
  period: 60,
  statistic: 'Maximum',
});
