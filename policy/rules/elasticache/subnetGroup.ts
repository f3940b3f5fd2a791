import { replicationGroup, serverlessCache } from '../../facts/elasticache.ts';
import { ifKnown, isGiven } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { awsConfig, checkov, securityHub } from '../../pack/standards.ts';

/** Scanners look at elasticache.Cluster alone. */
export const elasticacheSubnetGroup = resourceRule({
  id: 'elasticache-subnet-group',
  title: 'A subnet group of its own',
  description: 'A cache must be in subnets that were chosen for it.',
  weight: 'must',
  severity: 'high',
  remediation: 'Set `subnetGroupName` to a group of private subnets; a serverless cache takes `subnetIds`.',
  example: `new aws.elasticache.ReplicationGroup('main', { subnetGroupName: subnets.name, … });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/SubnetGroups.html',
  controls: [
    securityHub('ElastiCache.7', 'ElastiCache clusters should not use the default subnet group'),
    awsConfig('elasticache-subnet-group-check'),
    ...checkov('CKV_AWS_323'),
  ],
  types: [replicationGroup, serverlessCache],
  check({ type, props }) {
    if (type === serverlessCache)
      return isGiven(props, 'subnetIds')
        ? undefined
        : 'The cache is in the default subnets: `subnetIds` is not set.';
    return isGiven(props, 'subnetGroupName') && ifKnown(props, 'subnetGroupName') !== 'default'
      ? undefined
      : 'The group is in the default subnets, which may be public: `subnetGroupName` is not set to another group.';
  },
});
