import { redisDatabase } from '../../facts/upstash.ts';
import { resourceRule } from '../../pack/rule.ts';

export const upstashEncryptionInTransit = resourceRule({
  id: 'upstash-encryption-in-transit',
  title: 'Upstash takes TLS only',
  description: 'A database at Upstash must not be reached without TLS.',
  weight: 'mission',
  severity: 'high',
  remediation: 'Leave `tls` out, or set it to true: new databases have it always.',
  example: `new upstash.RedisDatabase('main', { tls: true, … });`,
  url: 'https://upstash.com/docs/redis/features/security',
  concern: 'redis-encryption-in-transit',
  types: [redisDatabase],
  check: ({ props }) =>
    props.tls === undefined || props.tls === true || props.tls === 'true'
      ? undefined
      : 'Passwords and data may cross the network in clear: `tls` is switched off.',
});
