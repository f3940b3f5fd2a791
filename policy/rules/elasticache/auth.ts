import { isGlobalSecondary, replicationGroup, serverlessCache } from '../../facts/elasticache.ts';
import { isGiven } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { awsConfig, checkov, securityHub } from '../../pack/standards.ts';

/** Checkov does not know authTokenWo. A token or a group that only the deployment will know counts as given. */
export const elasticacheAuth = resourceRule({
  id: 'elasticache-auth',
  title: 'Clients prove who they are',
  description: 'A replication group or serverless cache must ask clients for a password.',
  weight: 'must',
  severity: 'high',
  remediation: 'Give `userGroupIds`, or `authToken` from a secret; a serverless cache takes a `userGroupId`.',
  example: `new aws.elasticache.ReplicationGroup('main', { userGroupIds: [users.id], … });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html',
  controls: [
    securityHub(
      'ElastiCache.6',
      'ElastiCache (Redis OSS) replication groups of earlier versions should have Redis OSS AUTH enabled',
    ),
    awsConfig('elasticache-repl-grp-redis-auth-enabled'),
    ...checkov('CKV_AWS_31'),
  ],
  types: [replicationGroup, serverlessCache],
  check({ type, props }) {
    const names = type === serverlessCache ? ['userGroupId'] : ['authToken', 'authTokenWo', 'userGroupIds'];
    return names.some((name) => isGiven(props, name)) || isGlobalSecondary(props)
      ? undefined
      : `Whoever reaches the port may do anything: none of ${names.join(', ')} is set.`;
  },
});
