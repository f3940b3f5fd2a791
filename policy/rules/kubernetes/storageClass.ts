import { statefulSet } from '../../facts/kubernetes/types.ts';
import { isRedis } from '../../facts/kubernetes/workload.ts';
import { fields, objects, text } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { kyverno } from '../../pack/standards.ts';

export const kubernetesRedisStorageClass = resourceRule({
  id: 'kubernetes-redis-storage-class',
  title: 'A storage class that was chosen',
  description: 'Volumes of a Redis must be of a storage class that was chosen.',
  weight: 'may',
  severity: 'low',
  remediation: 'Set `storageClassName` in each of `volumeClaimTemplates`.',
  example: `volumeClaimTemplates: [{ spec: { storageClassName: 'gp3-encrypted', … } }]`,
  url: 'https://kubernetes.io/docs/concepts/storage/storage-classes/',
  controls: [...kyverno('other/require-storageclass', 'other/restrict-storageclass')],
  values: {
    allowed: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'The only classes that are allowed. None: all.',
    },
  },
  types: [statefulSet],
  check(resource, values) {
    if (!isRedis(resource)) return undefined;
    const claims = objects(fields(resource.props.spec).volumeClaimTemplates);
    const classes = claims.map(({ spec }) => text(fields(spec).storageClassName));
    if (classes.includes(undefined)) return "The cluster's default class decides what the data lie on.";
    const allowed = values.texts('allowed');
    return allowed.length === 0 || classes.every((name) => allowed.includes(name ?? ''))
      ? undefined
      : 'A storage class is not among those that are `allowed`.';
  },
});
