import { workloads } from '../../facts/kubernetes/types.ts';
import { failing, isRedis, redisContainersOf } from '../../facts/kubernetes/workload.ts';
import { fields, objects } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { checkov } from '../../pack/standards.ts';

export const kubernetesRedisSecretsInFiles = resourceRule({
  id: 'kubernetes-redis-secrets-in-files',
  title: 'Passwords in files',
  description: 'A container of Redis must read its passwords from files.',
  weight: 'should',
  severity: 'medium',
  remediation:
    'Mount the Secret and read it there: an environment is inherited by every child and shown by many tools.',
  example: `volumes: [{ name: 'secrets', secret: { secretName: 'redis', defaultMode: 0o440 } }]`,
  url: 'https://kubernetes.io/docs/concepts/configuration/secret/',
  controls: [...checkov('CKV_K8S_35')],
  types: workloads,
  check(resource) {
    if (!isRedis(resource)) return undefined;
    const wrong = failing(
      redisContainersOf(resource.props),
      ({ env, envFrom }) =>
        !objects(env).some(({ valueFrom }) => fields(valueFrom).secretKeyRef != null) &&
        !objects(envFrom).some(({ secretRef }) => secretRef != null),
    );
    return wrong && `A password stands in the environment of ${wrong}.`;
  },
});
