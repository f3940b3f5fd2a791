import { judgeRedisHa, redisHaType } from '../redisHa.ts';
import { resourceRule } from '../rule.ts';
import { securityHub } from '../standards.ts';

export const redisEncryptionAtRest = resourceRule(
  {
    id: 'redis-encryption-at-rest',
    title: 'Redis is encrypted at rest',
    description: 'Redis must store data and snapshots encrypted.',
    level: 'mandatory',
    severity: 'high',
    remediation:
      'Set `encryption.atRest: true`. Where the backend does not offer it, choose one that does or add a waiver.',
    control: securityHub('ElastiCache.4', 'ElastiCache replication groups should be encrypted at rest'),
    alsoKnownAs: ['CKV_AWS_29', 'AWS-0045', 'elasticache-repl-grp-encrypted-at-rest'],
  },
  redisHaType,
  (args) => judgeRedisHa('redis-encryption-at-rest', args),
);
