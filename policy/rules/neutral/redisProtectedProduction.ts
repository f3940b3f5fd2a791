import { databaseCluster, isRedis as isManagedRedis } from '../../facts/digitalocean.ts';
import { replicationGroup, serverlessCache } from '../../facts/elasticache.ts';
import { statefulSet } from '../../facts/kubernetes/types.ts';
import { isRedis } from '../../facts/kubernetes/workload.ts';
import { ifKnown, isTrue } from '../../facts/read.ts';
import { redisHaType } from '../../facts/redisHa.ts';
import { redisDatabase } from '../../facts/upstash.ts';
import { resourceRule } from '../../pack/rule.ts';

export const redisProtectedProduction = resourceRule({
  id: 'redis-protected-production',
  title: 'Production is protected',
  description: 'What holds data in a stack for production must be protected from deletion.',
  weight: 'must',
  severity: 'high',
  remediation: 'Set `protect: true`, as an argument of RedisHA or as an option of the resource.',
  example: `new RedisHA('main', { backend: 'elasticache', protect: true });`,
  url: 'https://www.pulumi.com/docs/iac/concepts/options/protect/',
  values: {
    stacks: {
      type: 'array',
      items: { type: 'string' },
      default: ['prod', 'production', 'live'],
      description: 'Names of the stacks for production.',
    },
  },
  types: [redisHaType, replicationGroup, serverlessCache, databaseCluster, redisDatabase, statefulSet],
  check(resource, values) {
    const { urn, props, protect, instance, type } = resource;
    // urn:pulumi:STACK::…
    if (!values.texts('stacks').includes(urn.split(':')[2] ?? '')) return undefined;
    // A RedisHA speaks for what it made.
    if (instance && instance.urn !== urn) return undefined;
    if (type === databaseCluster && !isManagedRedis(props)) return undefined;
    if (type === statefulSet && !isRedis(resource)) return undefined;
    return protect || isTrue(ifKnown(props, 'protect'))
      ? undefined
      : 'One command deletes what production stands on: it is not protected.';
  },
});
