// Resources of ElastiCache, which cases change.

/** A replication group that every rule is content with. */
export const group = {
  type: 'aws:elasticache/replicationGroup:ReplicationGroup',
  protect: true,
  props: {
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
    subnetGroupName: 'private',
    parameterGroupName: 'durable',
    securityGroupIds: ['sg-1'],
    logDeliveryConfigurations: [
      { destination: 'redis', destinationType: 'cloudwatch-logs', logFormat: 'json', logType: 'slow-log' },
      { destination: 'redis', destinationType: 'cloudwatch-logs', logFormat: 'json', logType: 'engine-log' },
    ],
    tags: { environment: 'prod', owner: 'platform' },
  },
};

export const serverless = {
  type: 'aws:elasticache/serverlessCache:ServerlessCache',
  protect: true,
  props: {
    engine: 'valkey',
    name: 'main',
    kmsKeyId: 'arn:aws:kms:eu-central-1:123456789012:key/1',
    userGroupId: 'main',
    snapshotRetentionLimit: 7,
    subnetIds: ['subnet-1', 'subnet-2'],
    securityGroupIds: ['sg-1'],
    tags: { environment: 'prod', owner: 'platform' },
  },
};
