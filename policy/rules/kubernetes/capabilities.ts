import { workloads } from '../../facts/kubernetes/types.ts';
import { containersOf, failing, isRedis } from '../../facts/kubernetes/workload.ts';
import { fields, list, texts } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { checkov, kyverno, podSecurity } from '../../pack/standards.ts';

export const kubernetesRedisCapabilities = resourceRule({
  id: 'kubernetes-redis-capabilities',
  title: 'No capabilities',
  description: 'A container of Redis must drop every capability.',
  weight: 'should',
  severity: 'medium',
  remediation: "Set `capabilities: { drop: ['ALL'] }`.",
  example: `securityContext: { capabilities: { drop: ['ALL'] } }`,
  url: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  controls: [
    podSecurity('restricted', 'Capabilities'),
    ...checkov('CKV_K8S_25', 'CKV_K8S_28', 'CKV_K8S_37', 'CKV_K8S_39'),
    ...kyverno('pod-security/restricted/disallow-capabilities-strict'),
  ],
  types: workloads,
  check(resource) {
    if (!isRedis(resource)) return undefined;
    const wrong = failing(containersOf(resource.props), ({ securityContext }) => {
      const { drop, add } = fields(fields(securityContext).capabilities);
      return texts(drop).includes('ALL') && list(add).length === 0;
    });
    return wrong && `Redis needs none of root's rights: capabilities are kept or added in ${wrong}.`;
  },
});
