import { workloads } from '../../facts/kubernetes/types.ts';
import { isRedis, podOf } from '../../facts/kubernetes/workload.ts';
import { ifKnown, isGiven } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { checkov } from '../../pack/standards.ts';

export const kubernetesRedisServiceAccountToken = resourceRule({
  id: 'kubernetes-redis-service-account-token',
  title: 'No way to the API',
  description: 'A pod of Redis must have no token for the Kubernetes API.',
  weight: 'should',
  severity: 'medium',
  remediation: 'Set `automountServiceAccountToken: false`, and a service account of its own.',
  example: `automountServiceAccountToken: false,
serviceAccountName: 'redis'`,
  url: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/',
  controls: [...checkov('CKV_K8S_38', 'CKV_K8S_41', 'CKV_K8S_42')],
  types: workloads,
  check(resource) {
    if (!isRedis(resource)) return undefined;
    const pod = podOf(resource.props);
    if (pod.automountServiceAccountToken !== false)
      return 'Whoever breaks out of Redis can ask the API: `automountServiceAccountToken` is not false.';
    return isGiven(pod, 'serviceAccountName') && ifKnown(pod, 'serviceAccountName') !== 'default'
      ? undefined
      : 'It shares the service account that is called default with everything else.';
  },
});
