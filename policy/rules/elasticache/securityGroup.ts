import { replicationGroup, serverlessCache } from '../../facts/elasticache.ts';
import { isGiven } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { checkov } from '../../pack/standards.ts';

export const elasticacheSecurityGroup = resourceRule({
  id: 'elasticache-security-group',
  title: 'A security group of its own',
  description: 'A cache must have a security group that says who may connect.',
  weight: 'must',
  severity: 'high',
  remediation: 'Set `securityGroupIds`.',
  example: `new aws.elasticache.ReplicationGroup('main', { securityGroupIds: [redis.id], … });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/elasticache-vpc-accessing.html',
  controls: [...checkov('CKV2_AWS_5')],
  types: [replicationGroup, serverlessCache],
  check: ({ props }) =>
    isGiven(props, 'securityGroupIds')
      ? undefined
      : 'The default security group of the VPC decides who may connect: `securityGroupIds` is not set.',
});
