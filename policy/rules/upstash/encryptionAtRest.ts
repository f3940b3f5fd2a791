import { isTrue } from '../../facts/read.ts';
import { redisDatabase } from '../../facts/upstash.ts';
import { resourceRule } from '../../pack/rule.ts';

export const upstashEncryptionAtRest = resourceRule({
  id: 'upstash-encryption-at-rest',
  title: 'Upstash is encrypted at rest',
  description: 'A database at Upstash must be encrypted where it is stored.',
  weight: 'mission',
  severity: 'high',
  remediation:
    'Set `prodPack: true`: encryption at rest comes with the Prod Pack, at a price for each database.',
  example: `new upstash.RedisDatabase('main', { databaseName: 'main', region: 'global', primaryRegion: 'eu-central-1', prodPack: true });`,
  url: 'https://upstash.com/docs/common/help/production-checklist',
  concern: 'redis-encryption-at-rest',
  types: [redisDatabase],
  check: ({ props }) =>
    isTrue(props.prodPack)
      ? undefined
      : 'Data are stored in clear: `prodPack` is not true, and encryption at rest comes with it.',
});
