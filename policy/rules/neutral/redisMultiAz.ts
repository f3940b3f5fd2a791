import { minZones, postureRule } from '../../facts/neutral.ts';

/** No scanner has it: those that name multi-AZ look at automatic failover only. */
export const redisMultiAz = postureRule({
  id: 'redis-multi-az',
  title: 'Redis is spread over failure zones',
  description: 'Redis must live through the loss of a failure zone.',
  severity: 'high',
  remediation:
    'Set `zones` to the least that the pack asks for, or leave it out. Where the backend has no zones, add a waiver.',
  example: `new RedisHA('main', { backend: 'elasticache', replicas: 2, zones: 3 });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html',
  values: { minZones },
});
