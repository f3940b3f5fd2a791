// The provider `aws` for previews and simulated deployments: the resource types that a Redis on AWS is made of, judged by
// tables/ as AWS and Pulumi's provider do. It contacts no account and makes nothing.
// Not here: how a table works (clouds/tables), which resources an instance has (providers/elasticache).

import { TableProvider } from '../tables/index.ts';
import { networkFunctions, type Subnets } from './network.ts';

/** `subnets`: what the account's network is like, for a test of what a bad one does. */
export class SimulatedAws extends TableProvider {
  constructor(subnets: Subnets = { zones: {} }) {
    const functions = Object.entries(networkFunctions(subnets));
    super({
      name: 'aws',
      version: '7.48.0',
      resources: {
        'aws:cloudwatch/logGroup:LogGroup': async () => (await import('./tables/logGroup.ts')).logGroup,
        'aws:cloudwatch/metricAlarm:MetricAlarm': async () =>
          (await import('./tables/metricAlarm.ts')).metricAlarm,
        'aws:ec2/securityGroup:SecurityGroup': async () =>
          (await import('./tables/securityGroup.ts')).securityGroup,
        'aws:elasticache/parameterGroup:ParameterGroup': async () =>
          (await import('./tables/parameterGroup.ts')).parameterGroup,
        'aws:elasticache/replicationGroup:ReplicationGroup': async () =>
          (await import('./tables/replicationGroup.ts')).replicationGroup,
        'aws:elasticache/serverlessCache:ServerlessCache': async () =>
          (await import('./tables/serverlessCache.ts')).serverlessCache,
        'aws:elasticache/subnetGroup:SubnetGroup': async () =>
          (await import('./tables/subnetGroup.ts')).subnetGroup,
        'aws:elasticache/user:User': async () => (await import('./tables/user.ts')).user,
        'aws:elasticache/userGroup:UserGroup': async () => (await import('./tables/user.ts')).userGroup,
        'aws:kms/key:Key': async () => (await import('./tables/key.ts')).key,
        'aws:secretsmanager/secret:Secret': async () => (await import('./tables/secret.ts')).secret,
        'aws:secretsmanager/secretVersion:SecretVersion': async () =>
          (await import('./tables/secret.ts')).secretVersion,
        'aws:sns/topic:Topic': async () => (await import('./tables/topic.ts')).topic,
        'aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule': async () =>
          (await import('./tables/securityGroup.ts')).ingressRule,
      },
      functions: Object.fromEntries(functions.map(([token, table]) => [token, async () => table])),
    });
  }
}
