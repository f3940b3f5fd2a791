import { workloads } from '../../facts/kubernetes/types.ts';
import { failing, isRedis, redisContainersOf } from '../../facts/kubernetes/workload.ts';
import { text } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { checkov, kyverno } from '../../pack/standards.ts';

export const kubernetesRedisImagePinned = resourceRule({
  id: 'kubernetes-redis-image-pinned',
  title: 'An image that stays what it is',
  description: 'An image of Redis must be named by an exact version.',
  weight: 'must',
  severity: 'medium',
  remediation: 'Give the whole version, such as 8.0.11, or a digest.',
  example: `image: 'docker.io/valkey/valkey:8.0.11'`,
  url: 'https://kubernetes.io/docs/concepts/containers/images/',
  controls: [...checkov('CKV_K8S_14', 'CKV_K8S_15'), ...kyverno('best-practices/disallow-latest-tag')],
  types: workloads,
  check(resource) {
    if (!isRedis(resource)) return undefined;
    const moving = failing(redisContainersOf(resource.props), (one) =>
      /@sha256:|:[^/]*\d+\.\d+\.\d+/.test(text(one.image) ?? ''),
    );
    return moving && `The next restart may bring another version: no exact one is named in ${moving}.`;
  },
});
