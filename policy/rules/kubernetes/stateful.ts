import { deployment } from '../../facts/kubernetes/types.ts';
import { isRedis } from '../../facts/kubernetes/workload.ts';
import { resourceRule } from '../../pack/rule.ts';

export const kubernetesRedisStateful = resourceRule({
  id: 'kubernetes-redis-stateful',
  title: 'Redis runs in StatefulSets',
  description: 'Servers and Sentinels must be StatefulSets.',
  weight: 'must',
  severity: 'high',
  remediation:
    'Make a StatefulSet with volumes. A pod of a Deployment comes back under another name, and Sentinels count the old one for ever.',
  example: `new k8s.apps.v1.StatefulSet('redis', { … });`,
  url: 'https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/',
  types: [deployment],
  check: (resource) =>
    isRedis(resource) ? 'A pod that comes back is a stranger: it is a Deployment.' : undefined,
});
