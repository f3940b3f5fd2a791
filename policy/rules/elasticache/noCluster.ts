import { cluster, isMemcached } from '../../facts/elasticache.ts';
import { resourceRule } from '../../pack/rule.ts';
import { checkov, securityHub, trivy } from '../../pack/standards.ts';

export const elasticacheNoCluster = resourceRule({
  id: 'elasticache-no-cluster',
  title: 'Redis runs in replication groups',
  description:
    'A Redis or Valkey must be a replication group: a cluster has no failover, no TLS, no encryption at rest.',
  weight: 'mission',
  severity: 'high',
  remediation:
    'Make an `aws.elasticache.ReplicationGroup`, of one node where that is enough, and restore a snapshot into it.',
  example: `new aws.elasticache.ReplicationGroup('main', { numCacheClusters: 3, automaticFailoverEnabled: true, … });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis-RedisCluster.html',
  controls: [
    securityHub('ElastiCache.3', 'ElastiCache replication groups should have automatic failover enabled'),
    ...checkov('CKV_AWS_134'),
    ...trivy('AWS-0050'),
  ],
  types: [cluster],
  check: ({ props }) =>
    // A read replica of a group is such a cluster too; it is what its group is.
    isMemcached(props) || props.replicationGroupId != null
      ? undefined
      : 'A cluster of one node loses its data with that node, and can be encrypted neither on disk nor on the wire.',
});
