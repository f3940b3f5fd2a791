import { purposeOf } from '../../facts/eviction.ts';
import { isTrue } from '../../facts/read.ts';
import { redisDatabase } from '../../facts/upstash.ts';
import { resourceRule } from '../../pack/rule.ts';

export const upstashEviction = resourceRule({
  id: 'upstash-eviction',
  title: 'Eviction fits the purpose',
  description: 'A database at Upstash must evict what its purpose allows.',
  weight: 'must',
  severity: 'high',
  remediation:
    'Set `eviction`: false for queues and sessions, true for a cache. A stack without RedisHA declares the purpose with the value `purpose`.',
  example: `new upstash.RedisDatabase('main', { databaseName: 'main', region: 'global', primaryRegion: 'eu-central-1', eviction: false });`,
  url: 'https://upstash.com/docs/redis/features/eviction',
  values: {
    purpose: {
      type: 'string',
      enum: ['durable', 'cache', ''],
      default: '',
      description: 'What databases without a RedisHA are for.',
    },
  },
  types: [redisDatabase],
  check(resource, values) {
    const purpose = purposeOf(resource) ?? values.text('purpose');
    const evicts = isTrue(resource.props.eviction);
    if (purpose === 'durable' && evicts)
      return 'Queues and sessions break when single keys vanish: `eviction` is on.';
    return purpose === 'cache' && !evicts ? 'A full cache must make room: `eviction` is not on.' : undefined;
  },
});
