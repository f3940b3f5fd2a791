import { namedZones, nodesPerShard, replicationGroup } from '../../facts/elasticache.ts';
import { minZones } from '../../facts/neutral.ts';
import { isTrue } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

/** No scanner has it: Checkov's CKV2_AWS_50 has Multi-AZ in its title and tests automatic failover alone. */
export const elasticacheMultiAz = resourceRule({
  id: 'elasticache-multi-az',
  title: 'Replication groups are spread over zones',
  description: 'A replication group must live through the loss of an availability zone.',
  weight: 'mission',
  severity: 'high',
  remediation:
    'Set `multiAzEnabled: true` beside `automaticFailoverEnabled: true`, and have at least one replica in another zone.',
  example: `new aws.elasticache.ReplicationGroup('main', {
  multiAzEnabled: true,
  automaticFailoverEnabled: true,
  numCacheClusters: 3,
  …
});`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html',
  concern: 'redis-multi-az',
  values: { minZones },
  types: [replicationGroup],
  check({ props }, values) {
    const least = values.number('minZones');
    if (!isTrue(props.multiAzEnabled))
      return 'The loss of a zone can take every node: `multiAzEnabled` is not true, and automatic failover does not turn it on.';
    const nodes = nodesPerShard(props);
    if (nodes < least)
      return `A shard has ${nodes} nodes, which cannot stand in ${least} zones: have more replicas.`;
    const zones = namedZones(props).size;
    return zones > 0 && zones < least
      ? `The nodes are put in ${zones} zones by name; name ${least}, or none and let AWS choose.`
      : undefined;
  },
});
