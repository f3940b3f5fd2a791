import { isTrue } from '../../facts/read.ts';
import { redisDatabase } from '../../facts/upstash.ts';
import { resourceRule } from '../../pack/rule.ts';

export const upstashMultiAz = resourceRule({
  id: 'upstash-multi-az',
  title: 'Upstash is spread over zones',
  description: 'A database at Upstash must live through the loss of a zone.',
  weight: 'mission',
  severity: 'high',
  remediation: 'Set `prodPack: true`: several zones and the service level come with the Prod Pack.',
  example: `new upstash.RedisDatabase('main', { databaseName: 'main', region: 'global', primaryRegion: 'eu-central-1', prodPack: true });`,
  url: 'https://upstash.com/docs/common/help/production-checklist',
  concern: 'redis-multi-az',
  types: [redisDatabase],
  check: ({ props }) =>
    isTrue(props.prodPack)
      ? undefined
      : 'Nothing promises more than one zone: `prodPack` is not true, and high availability over zones comes with it.',
});
