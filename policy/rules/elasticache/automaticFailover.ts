import { isGlobalSecondary, nodesPerShard, replicationGroup } from '../../facts/elasticache.ts';
import { isTrue } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { controlsOf } from '../../pack/standards.ts';

export const elasticacheAutomaticFailover = resourceRule({
  id: 'elasticache-automatic-failover',
  title: 'A replica takes over by itself',
  description: 'A replication group must promote a replica by itself when its primary fails.',
  weight: 'must',
  severity: 'high',
  remediation: 'Set `automaticFailoverEnabled: true` and have at least one replica.',
  example: `new aws.elasticache.ReplicationGroup('main', { automaticFailoverEnabled: true, numCacheClusters: 3, … });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html',
  controls: controlsOf.failover,
  concern: 'redis-automatic-failover',
  types: [replicationGroup],
  check({ props }) {
    if (isGlobalSecondary(props)) return undefined;
    if (!isTrue(props.automaticFailoverEnabled))
      return 'Nobody takes over when the primary fails: `automaticFailoverEnabled` is not true.';
    return nodesPerShard(props) < 2 ? 'There is no replica that could take over.' : undefined;
  },
});
