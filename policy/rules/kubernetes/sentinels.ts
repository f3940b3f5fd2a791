import { configurationOf, countOf } from '../../facts/kubernetes/place.ts';
import { configMap, workloads } from '../../facts/kubernetes/types.ts';
import { commandOf, isRedis, serversOf } from '../../facts/kubernetes/workload.ts';
import { stackRule } from '../../pack/rule.ts';

/** Servers of a Redis Cluster watch each other. */
export const kubernetesRedisSentinels = stackRule({
  id: 'kubernetes-redis-sentinels',
  title: 'Sentinels watch, in an odd number',
  description: 'A replicated Redis must be watched by three Sentinels or more, in an odd number.',
  weight: 'must',
  severity: 'high',
  remediation: 'Run three Sentinels as a StatefulSet in the namespace, on machines of their own.',
  example: `new k8s.apps.v1.StatefulSet('redis-sentinel', { spec: { replicas: 3, … } });`,
  url: 'https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/',
  concern: 'redis-automatic-failover',
  types: workloads,
  check(resource, stack) {
    if (!isRedis(resource, 'server')) return undefined;
    const words = serversOf(resource.props).map(commandOf).join(' ');
    if (/cluster-enabled\s+yes/.test(`${words}\n${configurationOf(resource, stack, configMap)}`))
      return undefined;
    const count = countOf('sentinel', resource, stack);
    if (count === 0)
      return 'Nobody takes over when the primary fails: there is no Sentinel in the namespace.';
    if (count < 3) return `${count} Sentinels have no majority once one of them is lost; have three.`;
    return count % 2 === 0
      ? `${count} Sentinels can lose no more than ${count - 1} can; have an odd number.`
      : undefined;
  },
});
