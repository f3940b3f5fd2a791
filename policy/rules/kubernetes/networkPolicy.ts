import { isWorld, redisPorts } from '../../facts/ingress.ts';
import { choosing } from '../../facts/kubernetes/place.ts';
import { networkPolicy, workloads } from '../../facts/kubernetes/types.ts';
import { isRedis } from '../../facts/kubernetes/workload.ts';
import { fields, list, objects, text } from '../../facts/read.ts';
import { type Props, stackRule } from '../../pack/rule.ts';

export const kubernetesRedisNetworkPolicy = stackRule({
  id: 'kubernetes-redis-network-policy',
  title: 'A network policy says who may connect',
  description: 'A network policy must say which pods may reach Redis.',
  weight: 'must',
  severity: 'high',
  remediation:
    'Make a NetworkPolicy for the pods that names namespaces or pods in `from`, for the ports of Redis.',
  example: `new k8s.networking.v1.NetworkPolicy('redis', { spec: {
  podSelector: { matchLabels: { app: 'redis' } },
  policyTypes: ['Ingress'],
  ingress: [{ from: [{ podSelector: { matchLabels: { uses: 'redis' } } }], ports: [{ port: 6379 }] }],
} });`,
  url: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  types: workloads,
  check(resource, stack) {
    if (!isRedis(resource)) return undefined;
    const policies = choosing(resource, stack, networkPolicy, ({ podSelector }) => podSelector);
    if (policies.length === 0)
      return 'Every pod of the cluster may connect: no NetworkPolicy chooses the pods.';
    return policies.some(({ props }) => objects(fields(props.spec).ingress).some(isOpen))
      ? 'Everybody may connect: a rule for a port of Redis names nobody in `from`, or a network that ends in /0.'
      : undefined;
  },
});

function isOpen({ from, ports }: Props): boolean {
  const given = objects(ports).map(({ port }) => Number(port));
  if (given.length > 0 && !given.some((port) => redisPorts.includes(port))) return false;
  return (
    list(from).length === 0 || objects(from).some(({ ipBlock }) => isWorld(text(fields(ipBlock).cidr) ?? ''))
  );
}
