// The plan's infrastructure, word for word where Pulumi has the word: its Terraform, then its Kubernetes manifests. Nothing here is right
// because it is here.

import { SecurityGroup } from '@pulumi/aws/ec2/securityGroup.js';
import { ParameterGroup } from '@pulumi/aws/elasticache/parameterGroup.js';
import { ReplicationGroup } from '@pulumi/aws/elasticache/replicationGroup.js';
import { SubnetGroup } from '@pulumi/aws/elasticache/subnetGroup.js';
import { Deployment } from '@pulumi/kubernetes/apps/v1/deployment.js';
import { StatefulSet } from '@pulumi/kubernetes/apps/v1/statefulSet.js';
import { ConfigMap } from '@pulumi/kubernetes/core/v1/configMap.js';
import { Secret } from '@pulumi/kubernetes/core/v1/secret.js';
import { Service } from '@pulumi/kubernetes/core/v1/service.js';

const security = new SecurityGroup('redis', {
  namePrefix: 'freight-redis-',
  vpcId: 'vpc-0a1b2c3d',
  ingress: [{ fromPort: 6379, toPort: 6379, protocol: 'tcp', securityGroups: ['sg-0a1b2c3d'] }],
  egress: [{ fromPort: 0, toPort: 0, protocol: '-1', cidrBlocks: ['0.0.0.0/0'] }],
  tags: { Name: 'freight-redis-sg', Environment: 'production' },
});

const subnets = new SubnetGroup('main', {
  name: 'freight-redis-subnet-group',
  subnetIds: ['subnet-0a1b2c3d', 'subnet-1a1b2c3d', 'subnet-2a1b2c3d'],
  tags: { Name: 'freight-redis-subnet-group', Environment: 'production' },
});

const parameters = new ParameterGroup('redis', {
  family: 'redis7',
  name: 'freight-redis7-params',
  parameters: [
    { name: 'maxmemory-policy', value: 'volatile-lru' },
    { name: 'appendonly', value: 'yes' },
    { name: 'timeout', value: '300' },
  ],
  tags: { Name: 'freight-redis-params', Environment: 'production' },
});

new ReplicationGroup(
  'redis',
  {
    replicationGroupId: 'freight-redis',
    description: 'Freight Management Redis HA Cluster',
    engine: 'redis',
    engineVersion: '7.0',
    nodeType: 'cache.r6g.large',
    port: 6379,
    numCacheClusters: 3,
    automaticFailoverEnabled: true,
    multiAzEnabled: true,
    subnetGroupName: subnets.name,
    securityGroupIds: [security.id],
    parameterGroupName: parameters.name,
    atRestEncryptionEnabled: true,
    transitEncryptionEnabled: true,
    authToken: 'a-token-from-a-variable',
    maintenanceWindow: 'sun:05:00-sun:06:00',
    snapshotWindow: '03:00-04:00',
    snapshotRetentionLimit: 7,
    autoMinorVersionUpgrade: true,
    tags: { Name: 'freight-redis-ha', Environment: 'production', HA: 'enabled' },
  },
  { ignoreChanges: ['engineVersion'] },
);

const password = {
  name: 'REDIS_PASSWORD',
  valueFrom: { secretKeyRef: { name: 'redis-secrets', key: 'password' } },
};
const ping = { exec: { command: ['redis-cli', '-a', '$(REDIS_PASSWORD)', 'ping'] } };
const claims = [
  {
    metadata: { name: 'data' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'fast-ssd',
      resources: { requests: { storage: '10Gi' } },
    },
  },
];
const namespace = 'redis';
const server = ['redis-server', '--appendonly', 'yes', '--requirepass', '$(REDIS_PASSWORD)'];

function servers(role: string, replicas: number, command: string[], more: object): void {
  const labels = { app: 'redis', role };
  new StatefulSet(`redis-${role}`, {
    metadata: { name: `redis-${role}`, namespace },
    spec: {
      serviceName: `redis-${role}`,
      replicas,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          containers: [
            {
              name: 'redis',
              image: 'redis:7-alpine',
              ports: [{ containerPort: 6379 }],
              command,
              env: [password],
              volumeMounts: [{ name: 'data', mountPath: '/data' }],
              ...more,
            },
          ],
        },
      },
      volumeClaimTemplates: claims,
    },
  });
  new Service(`redis-${role}`, {
    metadata: { name: `redis-${role}`, namespace },
    spec: { clusterIP: 'None', ports: [{ port: 6379 }], selector: labels },
  });
}

servers('master', 1, server, {
  resources: { requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '1', memory: '2Gi' } },
  livenessProbe: { ...ping, initialDelaySeconds: 10, periodSeconds: 5 },
  readinessProbe: { ...ping, initialDelaySeconds: 5, periodSeconds: 3 },
});
servers(
  'replica',
  2,
  [...server, '--masterauth', '$(REDIS_PASSWORD)', '--replicaof', 'redis-master-0.redis-master', '6379'],
  { resources: { requests: { cpu: '250m', memory: '512Mi' }, limits: { cpu: '500m', memory: '1Gi' } } },
);

new Deployment('redis-sentinel', {
  metadata: { name: 'redis-sentinel', namespace },
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: 'redis-sentinel' } },
    template: {
      metadata: { labels: { app: 'redis-sentinel' } },
      spec: {
        containers: [
          {
            name: 'sentinel',
            image: 'redis:7-alpine',
            ports: [{ containerPort: 26379 }],
            command: ['redis-sentinel', '/etc/redis/sentinel.conf'],
            volumeMounts: [{ name: 'sentinel-config', mountPath: '/etc/redis' }],
            resources: {
              requests: { cpu: '100m', memory: '128Mi' },
              limits: { cpu: '200m', memory: '256Mi' },
            },
          },
        ],
        volumes: [{ name: 'sentinel-config', configMap: { name: 'sentinel-config' } }],
      },
    },
  },
});

new ConfigMap('sentinel-config', {
  metadata: { name: 'sentinel-config', namespace },
  data: {
    'sentinel.conf': `port 26379
sentinel monitor freight-master redis-master-0.redis-master 6379 2
sentinel auth-pass freight-master REDIS_PASSWORD_PLACEHOLDER
sentinel down-after-milliseconds freight-master 5000
sentinel failover-timeout freight-master 10000
sentinel parallel-syncs freight-master 1
`,
  },
});

new Secret('redis-secrets', {
  metadata: { name: 'redis-secrets', namespace },
  type: 'Opaque',
  stringData: { password: 'CHANGE_ME_STRONG_PASSWORD' },
});
