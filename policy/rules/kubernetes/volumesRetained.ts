import { statefulSet } from '../../facts/kubernetes/types.ts';
import { isRedis } from '../../facts/kubernetes/workload.ts';
import { fields } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

/** Many changes of a StatefulSet replace it, and a replacement deletes it. */
export const kubernetesRedisVolumesRetained = resourceRule({
  id: 'kubernetes-redis-volumes-retained',
  title: 'A deletion leaves the volumes',
  description: 'Volumes of a Redis must outlive their StatefulSet.',
  weight: 'must',
  severity: 'high',
  remediation: 'Leave `persistentVolumeClaimRetentionPolicy` out, or set both fields to Retain.',
  example: `persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' }`,
  url: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention',
  types: [statefulSet],
  check(resource) {
    if (!isRedis(resource)) return undefined;
    const { whenDeleted, whenScaled } = fields(
      fields(resource.props.spec).persistentVolumeClaimRetentionPolicy,
    );
    return whenDeleted === 'Delete' || whenScaled === 'Delete'
      ? 'A change that replaces the set deletes the data: its volumes go with it.'
      : undefined;
  },
});
