import { workloads } from '../../facts/kubernetes/types.ts';
import { containersOf, failing, isRedis, podOf } from '../../facts/kubernetes/workload.ts';
import { fields } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { checkov, kyverno, podSecurity } from '../../pack/standards.ts';

export const kubernetesRedisSeccomp = resourceRule({
  id: 'kubernetes-redis-seccomp',
  title: 'Only usual system calls',
  description: 'A pod of Redis must have a seccomp profile.',
  weight: 'should',
  severity: 'medium',
  remediation: "Set `seccompProfile: { type: 'RuntimeDefault' }`.",
  example: `securityContext: { seccompProfile: { type: 'RuntimeDefault' } }`,
  url: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  controls: [
    podSecurity('restricted', 'Seccomp'),
    ...checkov('CKV_K8S_31'),
    ...kyverno('pod-security/restricted/restrict-seccomp-strict'),
  ],
  types: workloads,
  check(resource) {
    if (!isRedis(resource)) return undefined;
    const usual = fields(fields(podOf(resource.props).securityContext).seccompProfile).type;
    const wrong = failing(containersOf(resource.props), ({ securityContext }) => {
      const type = fields(fields(securityContext).seccompProfile).type ?? usual;
      return type === 'RuntimeDefault' || type === 'Localhost';
    });
    return wrong && `Every system call is open to it: no seccomp profile counts for ${wrong}.`;
  },
});
