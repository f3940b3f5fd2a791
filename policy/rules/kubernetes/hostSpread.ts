import { hostKeys, isKeptApart } from '../../facts/kubernetes/place.ts';
import { workloads } from '../../facts/kubernetes/types.ts';
import { isRedis } from '../../facts/kubernetes/workload.ts';
import { resourceRule } from '../../pack/rule.ts';
import { kyverno } from '../../pack/standards.ts';

export const kubernetesRedisHostSpread = resourceRule({
  id: 'kubernetes-redis-host-spread',
  title: 'Never two on one machine',
  description: 'Pods of Redis must stand on different machines.',
  weight: 'should',
  severity: 'medium',
  remediation: 'Give a required `podAntiAffinity` on kubernetes.io/hostname.',
  example: `affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{
  topologyKey: 'kubernetes.io/hostname',
  labelSelector: { matchLabels: { app: 'redis' } },
}] } }`,
  url: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/',
  controls: [...kyverno('other/create-pod-antiaffinity')],
  types: workloads,
  check: (resource) =>
    !isRedis(resource) || isKeptApart(resource.props, hostKeys)
      ? undefined
      : 'The loss of a machine can take primary and replica: nothing keeps them on different ones.',
});
