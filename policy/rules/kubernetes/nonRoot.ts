import { workloads } from '../../facts/kubernetes/types.ts';
import { containersOf, failing, isRedis, podOf } from '../../facts/kubernetes/workload.ts';
import { fields, number } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { checkov, kyverno, podSecurity } from '../../pack/standards.ts';

export const kubernetesRedisNonRoot = resourceRule({
  id: 'kubernetes-redis-non-root',
  title: 'Not as root',
  description: 'A container of Redis must not run as root.',
  weight: 'must',
  severity: 'high',
  remediation: 'Set `runAsNonRoot: true` and a `runAsUser` other than 0, for the pod or for each container.',
  example: `securityContext: { runAsNonRoot: true, runAsUser: 999 }`,
  url: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  controls: [
    podSecurity('restricted', 'Running as non-root'),
    ...checkov('CKV_K8S_23', 'CKV_K8S_40'),
    ...kyverno(
      'pod-security/restricted/require-run-as-nonroot',
      'pod-security/restricted/require-run-as-non-root-user',
    ),
  ],
  values: {
    minUid: {
      type: 'integer',
      minimum: 1,
      default: 1,
      description: 'Least user id. Checkov asks for 10000; the official images have 999.',
    },
  },
  types: workloads,
  check(resource, values) {
    if (!isRedis(resource)) return undefined;
    const pod = fields(podOf(resource.props).securityContext);
    const root = failing(containersOf(resource.props), ({ securityContext }) => {
      const own = fields(securityContext);
      const user = number(own.runAsUser) ?? number(pod.runAsUser);
      return (
        (own.runAsNonRoot ?? pod.runAsNonRoot) === true &&
        (user === undefined || user >= values.number('minUid'))
      );
    });
    return root && `It may run as root, or as too low a user: \`runAsNonRoot\` and \`runAsUser\` of ${root}.`;
  },
});
