import { workloads } from '../../facts/kubernetes/types.ts';
import { containersOf, failing, isRedis } from '../../facts/kubernetes/workload.ts';
import { fields } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { checkov } from '../../pack/standards.ts';

export const kubernetesRedisReadOnlyRoot = resourceRule({
  id: 'kubernetes-redis-read-only-root',
  title: 'Nothing is written outside of volumes',
  description: 'A container of Redis must have a root file system that is read-only.',
  weight: 'should',
  severity: 'medium',
  remediation: 'Set `readOnlyRootFilesystem: true`.',
  example: `securityContext: { readOnlyRootFilesystem: true }`,
  url: 'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
  controls: [...checkov('CKV_K8S_22')],
  types: workloads,
  check(resource) {
    if (!isRedis(resource)) return undefined;
    const wrong = failing(
      containersOf(resource.props),
      ({ securityContext }) => fields(securityContext).readOnlyRootFilesystem === true,
    );
    return (
      wrong && `Whoever gets in can leave a program behind: the root file system is writable in ${wrong}.`
    );
  },
});
