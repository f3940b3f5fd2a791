import { workloads } from '../../facts/kubernetes/types.ts';
import { containersOf, isRedis, podOf } from '../../facts/kubernetes/workload.ts';
import { objects } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { checkov, kyverno, podSecurity } from '../../pack/standards.ts';

export const kubernetesRedisHostNamespaces = resourceRule({
  id: 'kubernetes-redis-host-namespaces',
  title: 'Nothing of the machine',
  description: 'A pod of Redis must not share namespaces, ports or folders with its machine.',
  weight: 'must',
  severity: 'high',
  remediation: 'Remove `hostNetwork`, `hostPID`, `hostIPC`, `hostPort` and volumes of `hostPath`.',
  example: `volumes: [{ name: 'run', emptyDir: {} }]`,
  url: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  controls: [
    podSecurity('baseline', 'Host Namespaces, HostPath Volumes, Host Ports'),
    ...checkov('CKV_K8S_17', 'CKV_K8S_18', 'CKV_K8S_19', 'CKV_K8S_26', 'CKV_K8S_27'),
    ...kyverno('pod-security/baseline/disallow-host-namespaces'),
  ],
  types: workloads,
  check(resource) {
    if (!isRedis(resource)) return undefined;
    const pod = podOf(resource.props);
    const shared = ['hostNetwork', 'hostPID', 'hostIPC'].filter((name) => pod[name] === true);
    const paths = objects(pod.volumes).some(({ hostPath }) => hostPath != null);
    const ports = containersOf(resource.props).some((one) =>
      objects(one.ports).some(({ hostPort }) => hostPort != null),
    );
    const all = [...shared, ...(paths ? ['hostPath'] : []), ...(ports ? ['hostPort'] : [])];
    return all.length === 0
      ? undefined
      : `It shares with its machine what it does not need: ${all.join(', ')}.`;
  },
});
