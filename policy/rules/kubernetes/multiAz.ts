import { isKeptApart, zoneKeys } from '../../facts/kubernetes/place.ts';
import { workloads } from '../../facts/kubernetes/types.ts';
import { isRedis, podOf, replicasOf } from '../../facts/kubernetes/workload.ts';
import { minZones } from '../../facts/neutral.ts';
import { number, objects, text } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { kyverno } from '../../pack/standards.ts';

export const kubernetesRedisMultiAz = resourceRule({
  id: 'kubernetes-redis-multi-az',
  title: 'Pods of Redis are spread over zones',
  description: 'Pods of Redis must be spread over failure zones, or not be started.',
  weight: 'mission',
  severity: 'high',
  remediation:
    'Spread the pods with `topologySpreadConstraints` on the zone, `whenUnsatisfiable: DoNotSchedule`, and have enough of them.',
  example: `topologySpreadConstraints: [{
  topologyKey: 'topology.kubernetes.io/zone',
  maxSkew: 1,
  minDomains: 3,
  whenUnsatisfiable: 'DoNotSchedule',
  labelSelector: { matchLabels: { app: 'redis' } },
}]`,
  url: 'https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/',
  controls: kyverno('other/topologyspreadconstraints-policy', 'other/spread-pods-across-topology'),
  concern: 'redis-multi-az',
  values: { minZones },
  types: workloads,
  check(resource, values) {
    if (!isRedis(resource)) return undefined;
    const { props } = resource;
    const least = values.number('minZones');
    if (replicasOf(props) < least)
      return `${replicasOf(props)} pods cannot stand in ${least} zones: have more \`replicas\`.`;
    if (!isKeptApart(props, zoneKeys))
      return 'The loss of a zone can take every pod: nothing keeps them in different zones.';
    const domains = objects(podOf(props).topologySpreadConstraints)
      .filter(({ topologyKey }) => zoneKeys.includes(text(topologyKey) ?? ''))
      .map(({ minDomains }) => number(minDomains))
      .find((given) => given !== undefined);
    return domains !== undefined && domains < least
      ? `\`minDomains\` comes to ${domains} zones; set it to ${least} or more.`
      : undefined;
  },
});
