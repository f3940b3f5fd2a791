import { countOf } from '../../facts/kubernetes/place.ts';
import { workloads } from '../../facts/kubernetes/types.ts';
import { isRedis } from '../../facts/kubernetes/workload.ts';
import { stackRule } from '../../pack/rule.ts';

export const kubernetesRedisReplicas = stackRule({
  id: 'kubernetes-redis-replicas',
  title: 'Enough servers',
  description: 'A Redis must have enough servers to lose one and still have a replica.',
  weight: 'should',
  severity: 'medium',
  remediation: 'Raise `replicas`.',
  example: `spec: { replicas: 3 }`,
  url: 'https://redis.io/docs/latest/operate/oss_and_stack/management/replication/',
  values: {
    minServers: {
      type: 'integer',
      minimum: 2,
      default: 3,
      description: 'Least number of servers in a namespace: a primary and its replicas.',
    },
  },
  types: workloads,
  check(resource, stack, values) {
    if (!isRedis(resource, 'server')) return undefined;
    const count = countOf('server', resource, stack);
    const least = values.number('minServers');
    return count >= least ? undefined : `There are ${count} servers; have ${least} or more.`;
  },
});
