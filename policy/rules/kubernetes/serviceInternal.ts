import { isWorld, redisPorts } from '../../facts/ingress.ts';
import { service } from '../../facts/kubernetes/types.ts';
import { fields, objects, texts } from '../../facts/read.ts';
import { type Props, resourceRule } from '../../pack/rule.ts';

export const kubernetesRedisServiceInternal = resourceRule({
  id: 'kubernetes-redis-service-internal',
  title: 'Not reachable from outside',
  description: 'A Service of Redis must not be reachable from outside the cluster.',
  weight: 'must',
  severity: 'critical',
  remediation:
    'Use a ClusterIP; for applications outside, an internal load balancer with `loadBalancerSourceRanges`.',
  example: `spec: { type: 'ClusterIP', ports: [{ port: 6379 }] }`,
  url: 'https://kubernetes.io/docs/concepts/services-networking/service/',
  types: [service],
  check({ props }) {
    const { type, ports, loadBalancerSourceRanges } = fields(props.spec);
    if (type !== 'LoadBalancer' && type !== 'NodePort') return undefined;
    const isRedisPort = ({ port, targetPort }: Props) =>
      redisPorts.includes(Number(port)) || redisPorts.includes(Number(targetPort));
    if (!objects(ports).some(isRedisPort)) return undefined;
    const ranges = texts(loadBalancerSourceRanges);
    return ranges.length > 0 && !ranges.some(isWorld)
      ? undefined
      : `Everybody who reaches the cluster's machines may connect: the Service is a ${type}.`;
  },
});
