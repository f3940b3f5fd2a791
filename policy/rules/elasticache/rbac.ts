import { isGlobalSecondary, replicationGroup } from '../../facts/elasticache.ts';
import { isGiven } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { awsConfig } from '../../pack/standards.ts';

export const elasticacheRbac = resourceRule({
  id: 'elasticache-rbac',
  title: 'Users have roles',
  description: 'A replication group must know its clients apart by a user group.',
  weight: 'may',
  severity: 'low',
  remediation: 'Make users and a user group, and name it in `userGroupIds` instead of an `authToken`.',
  example: `new aws.elasticache.ReplicationGroup('main', { userGroupIds: [users.id], … });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html',
  controls: [awsConfig('elasticache-rbac-auth-enabled')],
  types: [replicationGroup],
  check: ({ props }) =>
    isGiven(props, 'userGroupIds') || isGlobalSecondary(props)
      ? undefined
      : 'All clients share one password and may do the same: `userGroupIds` is not set.',
});
