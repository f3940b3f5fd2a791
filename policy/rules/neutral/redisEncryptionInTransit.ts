import { postureRule } from '../../facts/neutral.ts';
import { controlsOf } from '../../pack/standards.ts';

export const redisEncryptionInTransit = postureRule({
  id: 'redis-encryption-in-transit',
  title: 'Redis is encrypted in transit',
  description: 'Redis must encrypt every link: clients, replication, Sentinels.',
  severity: 'high',
  remediation: 'Set `encryption.inTransit: true`, or leave it out: it is the default.',
  example: `new RedisHA('main', { backend: 'elasticache', encryption: { inTransit: true } });`,
  url: 'https://redis.io/docs/latest/operate/oss_and_stack/management/security/encryption/',
  controls: controlsOf.inTransit,
});
