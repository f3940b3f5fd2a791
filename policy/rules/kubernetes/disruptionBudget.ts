import { choosing } from '../../facts/kubernetes/place.ts';
import { podDisruptionBudget, workloads } from '../../facts/kubernetes/types.ts';
import { isRedis, replicasOf } from '../../facts/kubernetes/workload.ts';
import { fields } from '../../facts/read.ts';
import { type Props, stackRule } from '../../pack/rule.ts';
import { kyverno } from '../../pack/standards.ts';

export const kubernetesRedisDisruptionBudget = stackRule({
  id: 'kubernetes-redis-disruption-budget',
  title: 'A drain takes one at a time',
  description: 'Pods of Redis must have a disruption budget that lets one of them go.',
  weight: 'must',
  severity: 'high',
  remediation: 'Make a PodDisruptionBudget with `maxUnavailable: 1` whose selector chooses the pods.',
  example: `new k8s.policy.v1.PodDisruptionBudget('redis', { spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'redis' } } } });`,
  url: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  controls: [
    ...kyverno(
      'other/require-pdb',
      'other/pdb-minavailable',
      'other/pdb-maxunavailable',
      'other/require-reasonable-pdbs',
    ),
  ],
  types: workloads,
  check(resource, stack) {
    if (!isRedis(resource)) return undefined;
    const budgets = choosing(resource, stack, podDisruptionBudget, ({ selector }) => selector);
    if (budgets.length === 0)
      return 'A drain may take every pod at once: no PodDisruptionBudget chooses them.';
    return budgets.every(({ props }) => isSane(fields(props.spec), replicasOf(resource.props)))
      ? undefined
      : 'The budget lets too many go at once, or none, which stops every drain: set `maxUnavailable` to 1.';
  },
});

function isSane({ maxUnavailable, minAvailable }: Props, replicas: number): boolean {
  if (minAvailable != null) return minAvailable === replicas - 1;
  return maxUnavailable === 1 || maxUnavailable === '1';
}
