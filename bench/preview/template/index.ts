// ElastiCache as the plan that this project grew from describes it, written as Pulumi's template would have it.

import * as aws from '@pulumi/aws';

const securityGroup = new aws.ec2.SecurityGroup('redis', { vpcId: 'vpc-0123456789abcdef0' });

new aws.vpc.SecurityGroupIngressRule('redis', {
  securityGroupId: securityGroup.id,
  ipProtocol: 'tcp',
  fromPort: 6379,
  toPort: 6379,
  cidrIpv4: '10.0.0.0/16',
});

const subnetGroup = new aws.elasticache.SubnetGroup('redis', {
  subnetIds: ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1', 'subnet-0123456789abcdef2'],
});

const group = new aws.elasticache.ReplicationGroup('redis', {
  description: 'Redis',
  engine: 'valkey',
  engineVersion: '8.0',
  nodeType: 'cache.t4g.small',
  numCacheClusters: 3,
  automaticFailoverEnabled: true,
  multiAzEnabled: true,
  atRestEncryptionEnabled: true,
  transitEncryptionEnabled: true,
  subnetGroupName: subnetGroup.name,
  securityGroupIds: [securityGroup.id],
  snapshotRetentionLimit: 7,
});

export const primary = group.primaryEndpointAddress;
export const reader = group.readerEndpointAddress;
