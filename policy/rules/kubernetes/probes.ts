import { workloads } from '../../facts/kubernetes/types.ts';
import { failing, isRedis, redisContainersOf } from '../../facts/kubernetes/workload.ts';
import { resourceRule } from '../../pack/rule.ts';
import { checkov, kyverno } from '../../pack/standards.ts';

export const kubernetesRedisProbes = resourceRule({
  id: 'kubernetes-redis-probes',
  title: 'Pods are asked whether they live',
  description: 'A container of Redis must have a liveness probe and a readiness probe, and not the same.',
  weight: 'must',
  severity: 'medium',
  remediation:
    'Give both probes. The one for liveness must be slower than any Sentinel: killing a busy primary is an outage.',
  example: `livenessProbe: { exec: { command: ['sh', '/scripts/alive.sh'] }, periodSeconds: 10, failureThreshold: 6 },
readinessProbe: { exec: { command: ['sh', '/scripts/ready.sh'] }, periodSeconds: 2 }`,
  url: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  controls: [
    ...checkov('CKV_K8S_8', 'CKV_K8S_9'),
    ...kyverno('best-practices/require-probes', 'other/ensure-probes-different'),
  ],
  types: workloads,
  check(resource) {
    if (!isRedis(resource)) return undefined;
    const all = redisContainersOf(resource.props);
    const without = failing(
      all,
      ({ livenessProbe, readinessProbe }) => livenessProbe != null && readinessProbe != null,
    );
    if (without) return `Nobody notices when it hangs: a probe is missing in ${without}.`;
    const same = failing(
      all,
      (one) => JSON.stringify(one.livenessProbe) !== JSON.stringify(one.readinessProbe),
    );
    return same && `A server that is merely busy would be killed: the two probes are the same in ${same}.`;
  },
});
