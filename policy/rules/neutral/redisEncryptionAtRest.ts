import { postureRule } from '../../facts/neutral.ts';
import { controlsOf } from '../../pack/standards.ts';

export const redisEncryptionAtRest = postureRule({
  id: 'redis-encryption-at-rest',
  title: 'Redis is encrypted at rest',
  description: 'Redis must store data and snapshots encrypted.',
  severity: 'high',
  remediation:
    'Set `encryption.atRest: true`. Where the backend does not offer it, choose one that does or add a waiver.',
  example: `new RedisHA('main', { backend: 'elasticache', encryption: { atRest: true } });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html',
  controls: controlsOf.atRest,
});
