import { workloads } from '../../facts/kubernetes/types.ts';
import { failing, isRedis, redisContainersOf } from '../../facts/kubernetes/workload.ts';
import { text } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { checkov } from '../../pack/standards.ts';

export const kubernetesRedisImageDigest = resourceRule({
  id: 'kubernetes-redis-image-digest',
  title: 'An image by its digest',
  description: 'An image of Redis must be named by its digest.',
  weight: 'may',
  severity: 'low',
  remediation: 'Add the digest behind the tag.',
  example: `image: 'docker.io/valkey/valkey:8.0.11@sha256:…'`,
  url: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  controls: [...checkov('CKV_K8S_43')],
  types: workloads,
  check(resource) {
    if (!isRedis(resource)) return undefined;
    const tagged = failing(redisContainersOf(resource.props), (one) =>
      /@sha256:/.test(text(one.image) ?? ''),
    );
    return tagged && `A tag can be moved to another image: no digest is given in ${tagged}.`;
  },
});
