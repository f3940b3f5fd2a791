import { replicationGroup } from '../../facts/elasticache.ts';
import { isGiven } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { checkov, trivy } from '../../pack/standards.ts';

export const elasticacheClassicSecurityGroups = resourceRule({
  id: 'elasticache-classic-security-groups',
  title: 'No security groups of EC2-Classic',
  description: 'A cache must not use security groups of EC2-Classic, which is gone.',
  weight: 'must',
  severity: 'low',
  remediation: 'Remove it, and use `securityGroupIds`.',
  example: `new aws.elasticache.ReplicationGroup('main', { securityGroupIds: [redis.id], … });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/elasticache-vpc-accessing.html',
  controls: [...checkov('CKV_AWS_196'), ...trivy('AWS-0049')],
  types: [replicationGroup, 'aws:elasticache/securityGroup:SecurityGroup'],
  check: ({ type, props }) =>
    type === replicationGroup && !isGiven(props, 'securityGroupNames')
      ? undefined
      : 'AWS retired EC2-Classic: nothing uses these groups any more.',
});
