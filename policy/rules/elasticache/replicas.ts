import { nodesPerShard, replicationGroup } from '../../facts/elasticache.ts';
import { resourceRule } from '../../pack/rule.ts';

export const elasticacheReplicas = resourceRule({
  id: 'elasticache-replicas',
  title: 'Enough replicas',
  description: 'A shard must have enough replicas to lose one and still have one.',
  weight: 'should',
  severity: 'medium',
  remediation: 'Raise `numCacheClusters`, or `replicasPerNodeGroup` in cluster mode.',
  example: `new aws.elasticache.ReplicationGroup('main', { numCacheClusters: 3, … });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.html',
  values: {
    minReplicas: {
      type: 'integer',
      minimum: 1,
      maximum: 5,
      default: 2,
      description: 'Least number of replicas of each primary.',
    },
  },
  types: [replicationGroup],
  check({ props }, values) {
    const replicas = nodesPerShard(props) - 1;
    const least = values.number('minReplicas');
    return replicas >= least ? undefined : `A primary has ${replicas} replicas; have ${least} or more.`;
  },
});
