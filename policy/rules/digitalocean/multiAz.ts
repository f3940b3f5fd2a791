import { databaseCluster, isRedis } from '../../facts/digitalocean.ts';
import { resourceRule } from '../../pack/rule.ts';

export const valkeyDigitaloceanMultiAz = resourceRule({
  id: 'valkey-digitalocean-multi-az',
  title: 'One datacentre is accepted in the open',
  description: 'A managed Valkey stands in one datacentre: somebody has to accept that.',
  weight: 'mission',
  severity: 'high',
  remediation:
    'Choose a backend that has zones, or waive the rule with a reason; a standby is judged by `valkey-digitalocean-standby`.',
  example: `redis-ha-policy:waivers:
  - rule: valkey-digitalocean-multi-az
    reason: Staging can be rebuilt in another region.`,
  url: 'https://docs.digitalocean.com/products/databases/valkey/details/features/',
  concern: 'redis-multi-az',
  types: [databaseCluster],
  check: ({ props }) =>
    isRedis(props)
      ? 'DigitalOcean has no failure zones: its datacentre takes primary and standby with it. Add a waiver, or choose a backend with zones.'
      : undefined,
});
