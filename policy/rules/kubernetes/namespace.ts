import { namespaceOf } from '../../facts/kubernetes/place.ts';
import { workloads } from '../../facts/kubernetes/types.ts';
import { isRedis } from '../../facts/kubernetes/workload.ts';
import { resourceRule } from '../../pack/rule.ts';
import { checkov } from '../../pack/standards.ts';

export const kubernetesRedisNamespace = resourceRule({
  id: 'kubernetes-redis-namespace',
  title: 'A namespace of its own',
  description: 'Redis must not run in the namespace that is called default.',
  weight: 'should',
  severity: 'low',
  remediation: 'Set `metadata.namespace`.',
  example: `metadata: { namespace: 'redis' }`,
  url: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  controls: [...checkov('CKV_K8S_21')],
  types: workloads,
  check: (resource) =>
    isRedis(resource) && namespaceOf(resource.props) === 'default'
      ? 'It is in the namespace default, where no quota and no policy tells it from the rest.'
      : undefined,
});
