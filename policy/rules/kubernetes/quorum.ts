import { configurationOf } from '../../facts/kubernetes/place.ts';
import { configMap, workloads } from '../../facts/kubernetes/types.ts';
import { isRedis, replicasOf, serversOf } from '../../facts/kubernetes/workload.ts';
import { ifKnown, objects, text } from '../../facts/read.ts';
import { type Resource, stackRule } from '../../pack/rule.ts';

export const kubernetesRedisQuorum = stackRule({
  id: 'kubernetes-redis-quorum',
  title: 'A quorum is a majority',
  description: 'The quorum of Sentinels must be more than half of them, and not all.',
  weight: 'must',
  severity: 'high',
  remediation: 'Set the last number of `sentinel monitor`, with three Sentinels to 2.',
  example: `'sentinel monitor main redis-0.redis 6379 2'`,
  url: 'https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/',
  concern: 'redis-automatic-failover',
  types: workloads,
  check(resource, stack) {
    if (!isRedis(resource, 'sentinel')) return undefined;
    const count = replicasOf(resource.props);
    const quorum = quorumOf(resource, stack);
    if (quorum === undefined) return undefined;
    if (quorum * 2 <= count)
      return `${quorum} of ${count} Sentinels are no majority: a cut network may choose two primaries.`;
    return quorum >= count && count > 1
      ? `A quorum of ${quorum} of ${count} is never reached once a Sentinel is lost.`
      : undefined;
  },
});

/** From the configuration or from a variable; undefined where neither says it. */
function quorumOf(resource: Resource, stack: readonly Resource[]): number | undefined {
  const file = configurationOf(resource, stack, configMap);
  const monitored = /^\s*sentinel\s+monitor\s+\S+\s+\S+\s+\d+\s+(\d+)/m.exec(file)?.[1];
  const variable = serversOf(resource.props)
    .flatMap(({ env }) => objects(env))
    .find((one) => /QUORUM$/.test(text(ifKnown(one, 'name')) ?? ''));
  const found = monitored ?? text(variable?.value);
  return found === undefined ? undefined : Number(found);
}
