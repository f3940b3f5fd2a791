import { isWorld } from '../../facts/ingress.ts';
import { ifKnown, isGiven, texts } from '../../facts/read.ts';
import { redisDatabase } from '../../facts/upstash.ts';
import { resourceRule } from '../../pack/rule.ts';

export const upstashIpAllowlist = resourceRule({
  id: 'upstash-ip-allowlist',
  title: 'Addresses that may connect',
  description: 'A database at Upstash must name the addresses that may connect.',
  weight: 'should',
  severity: 'medium',
  remediation: 'Set `ipAllowlists`; paid plans have it.',
  example: `new upstash.RedisDatabase('main', { databaseName: 'main', region: 'global', primaryRegion: 'eu-central-1', ipAllowlists: ['203.0.113.0/24'] });`,
  url: 'https://upstash.com/docs/redis/features/security',
  types: [redisDatabase],
  check({ props }) {
    if (!isGiven(props, 'ipAllowlists')) return 'Everybody may try a password: `ipAllowlists` is not set.';
    return texts(ifKnown(props, 'ipAllowlists')).some(isWorld)
      ? 'Everybody may try a password: an entry of `ipAllowlists` ends in /0.'
      : undefined;
  },
});
