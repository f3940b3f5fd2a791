import { workloads } from '../../facts/kubernetes/types.ts';
import { failing, isRedis, redisContainersOf } from '../../facts/kubernetes/workload.ts';
import { fields } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { checkov, kyverno } from '../../pack/standards.ts';

/** No limit of CPU is asked for, against CKV_K8S_11: it stops a server for parts of a second, which looks like a failure. */
export const kubernetesRedisResources = resourceRule({
  id: 'kubernetes-redis-resources',
  title: 'Pods have the memory they need',
  description:
    'A container of Redis must be promised its CPU and memory, and no more memory than it may use.',
  weight: 'must',
  severity: 'medium',
  remediation: 'Set `requests` of cpu and memory, and a `limits.memory` equal to the request.',
  example: `resources: { requests: { cpu: '250m', memory: '1576Mi' }, limits: { memory: '1576Mi' } }`,
  url: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  controls: [
    ...checkov('CKV_K8S_10', 'CKV_K8S_11', 'CKV_K8S_12', 'CKV_K8S_13'),
    ...kyverno(
      'best-practices/require-pod-requests-limits',
      'other/memory-requests-equal-limits',
      'other/forbid-cpu-limits',
    ),
  ],
  types: workloads,
  check(resource) {
    if (!isRedis(resource)) return undefined;
    const without = failing(redisContainersOf(resource.props), ({ resources }) => {
      const { requests, limits } = fields(resources);
      const [wanted, most] = [fields(requests), fields(limits)];
      return wanted.cpu != null && wanted.memory != null && most.memory != null;
    });
    if (without)
      return `It is the first to be starved or killed: requests of cpu and memory or a limit of memory are missing in ${without}.`;
    const unequal = failing(redisContainersOf(resource.props), ({ resources }) => {
      const { requests, limits } = fields(resources);
      return fields(requests).memory === fields(limits).memory;
    });
    return (
      unequal &&
      `It may use memory that it was not promised, and is killed for it: request and limit differ in ${unequal}.`
    );
  },
});
