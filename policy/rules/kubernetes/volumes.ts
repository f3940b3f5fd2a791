import { purposeOf } from '../../facts/eviction.ts';
import { statefulSet } from '../../facts/kubernetes/types.ts';
import { labelsOf, roleOf } from '../../facts/kubernetes/workload.ts';
import { fields, list } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

export const kubernetesRedisVolumes = resourceRule({
  id: 'kubernetes-redis-volumes',
  title: 'Data outlive a pod',
  description: 'A durable Redis must keep its data on a volume, and a Sentinel what it knows.',
  weight: 'must',
  severity: 'high',
  remediation:
    'Give `volumeClaimTemplates`. A cache says so: the purpose of its RedisHA, or a label `purpose: cache` of its pods.',
  example: `volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } } }]`,
  url: 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/',
  types: [statefulSet],
  check(resource) {
    const role = roleOf(resource);
    if (role === undefined) return undefined;
    if (role === 'server' && (purposeOf(resource) ?? labelsOf(resource.props).purpose) === 'cache')
      return undefined;
    const claims = list(fields(resource.props.spec).volumeClaimTemplates);
    return claims.length > 0
      ? undefined
      : 'A pod that is moved to another machine starts empty: there is no volume.';
  },
});
