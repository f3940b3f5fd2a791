import { namespaceOf } from '../../facts/kubernetes/place.ts';
import { namespace, workloads } from '../../facts/kubernetes/types.ts';
import { isRedis } from '../../facts/kubernetes/workload.ts';
import { fields } from '../../facts/read.ts';
import { stackRule } from '../../pack/rule.ts';
import { podSecurity } from '../../pack/standards.ts';

export const kubernetesRedisPodSecurity = stackRule({
  id: 'kubernetes-redis-pod-security',
  title: 'The namespace refuses privileges',
  description: 'The namespace of a Redis must enforce Pod Security.',
  weight: 'should',
  severity: 'medium',
  remediation: 'Label the namespace.',
  example: `metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } }`,
  url: 'https://kubernetes.io/docs/concepts/security/pod-security-admission/',
  controls: [podSecurity('restricted', 'Pod Security Admission')],
  types: [namespace],
  check({ props }, stack) {
    const { name, labels } = fields(props.metadata);
    const houses = stack.some(
      (one) => workloads.includes(one.type) && isRedis(one) && namespaceOf(one.props) === name,
    );
    const level = fields(labels)['pod-security.kubernetes.io/enforce'];
    return !houses || level === 'restricted' || level === 'baseline'
      ? undefined
      : 'A pod with every privilege may be put beside Redis: no level of Pod Security is enforced.';
  },
});
