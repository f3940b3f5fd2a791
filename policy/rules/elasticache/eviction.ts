import { parameterGroup } from '../../facts/elasticache.ts';
import { purposeOf, wrongEviction } from '../../facts/eviction.ts';
import { objects, text } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

export const elasticacheEviction = resourceRule({
  id: 'elasticache-eviction',
  title: 'Eviction fits the purpose',
  description: 'A parameter group must evict what its purpose allows.',
  weight: 'must',
  severity: 'high',
  remediation:
    'Set the parameter `maxmemory-policy`: noeviction for queues and sessions, allkeys-lru for a cache. A tag `purpose` (durable or cache) says which it is.',
  example: `new aws.elasticache.ParameterGroup('durable', { family: 'valkey8', parameters: [{ name: 'maxmemory-policy', value: 'noeviction' }], tags: { purpose: 'durable' } });`,
  url: 'https://docs.bullmq.io/guide/going-to-production',
  types: [parameterGroup],
  check(resource) {
    const { props } = resource;
    if (!/^(?:redis|valkey)/.test(text(props.family) ?? 'redis')) return undefined;
    const set = objects(props.parameters).find(({ name }) => name === 'maxmemory-policy');
    // What is not set is volatile-lru, the default of every family.
    return wrongEviction(text(set?.value) ?? 'volatile-lru', purposeOf(resource));
  },
});
