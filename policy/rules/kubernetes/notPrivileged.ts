import { workloads } from '../../facts/kubernetes/types.ts';
import { containersOf, failing, isRedis } from '../../facts/kubernetes/workload.ts';
import { fields } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { checkov, podSecurity } from '../../pack/standards.ts';

export const kubernetesRedisNotPrivileged = resourceRule({
  id: 'kubernetes-redis-not-privileged',
  title: 'No privileges',
  description: 'A container of Redis must have no privileges and gain none.',
  weight: 'must',
  severity: 'high',
  remediation: 'Set `allowPrivilegeEscalation: false`, and leave `privileged` out.',
  example: `securityContext: { allowPrivilegeEscalation: false }`,
  url: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  controls: [
    podSecurity('restricted', 'Privilege escalation must not be allowed'),
    ...checkov('CKV_K8S_16', 'CKV_K8S_20'),
  ],
  types: workloads,
  check(resource) {
    if (!isRedis(resource)) return undefined;
    const wrong = failing(containersOf(resource.props), ({ securityContext }) => {
      const { privileged, allowPrivilegeEscalation } = fields(securityContext);
      return privileged !== true && allowPrivilegeEscalation === false;
    });
    return (
      wrong &&
      `Whoever breaks out of Redis may become root: \`allowPrivilegeEscalation\` is not false, or \`privileged\` is on, in ${wrong}.`
    );
  },
});
