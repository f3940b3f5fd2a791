import { redisConfig, valkeyConfig } from '../../facts/digitalocean.ts';
import { resourceRule } from '../../pack/rule.ts';

/** At rest there is nothing to judge: DigitalOcean encrypts every managed database with LUKS. */
export const valkeyDigitaloceanEncryptionInTransit = resourceRule({
  id: 'valkey-digitalocean-encryption-in-transit',
  title: 'Managed Valkey takes TLS only',
  description: 'A managed Valkey must not open a port without TLS.',
  weight: 'mission',
  severity: 'high',
  remediation: 'Leave `ssl` out, or set it to true; hand out the `rediss://` URI.',
  example: `new digitalocean.DatabaseValkeyConfig('main', { clusterId: cluster.id, ssl: true });`,
  url: 'https://docs.digitalocean.com/products/databases/valkey/details/features/',
  concern: 'redis-encryption-in-transit',
  types: [valkeyConfig, redisConfig],
  check: ({ props }) =>
    props.ssl === undefined || props.ssl === true || props.ssl === 'true'
      ? undefined
      : 'Passwords and data may cross the network in clear: `ssl` is switched off.',
});
