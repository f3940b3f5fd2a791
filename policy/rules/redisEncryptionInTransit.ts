import { judgeRedisHa, redisHaType } from '../redisHa.ts';
import { resourceRule } from '../rule.ts';
import { securityHub } from '../standards.ts';

export const redisEncryptionInTransit = resourceRule(
  {
    id: 'redis-encryption-in-transit',
    title: 'Redis is encrypted in transit',
    description: 'Redis must encrypt every link: clients, replication, Sentinels.',
    level: 'mandatory',
    severity: 'high',
    remediation: 'Set `encryption.inTransit: true`, or leave it out: it is the default.',
    control: securityHub('ElastiCache.5', 'ElastiCache replication groups should be encrypted in transit'),
    alsoKnownAs: ['CKV_AWS_30', 'AWS-0051', 'elasticache-repl-grp-encrypted-in-transit'],
  },
  redisHaType,
  (args) => judgeRedisHa('redis-encryption-in-transit', args),
);
