import { valkeyConfig } from '../../facts/digitalocean.ts';
import { resourceRule } from '../../pack/rule.ts';

export const valkeyDigitaloceanPersistence = resourceRule({
  id: 'valkey-digitalocean-persistence',
  title: 'Data outlive a restart',
  description: 'A managed Valkey must write its data to disk.',
  weight: 'must',
  severity: 'high',
  remediation: 'Leave `persistence` out, or set it to rdb.',
  example: `new digitalocean.DatabaseValkeyConfig('main', { clusterId: cluster.id, persistence: 'rdb' });`,
  url: 'https://docs.digitalocean.com/products/databases/valkey/details/features/',
  types: [valkeyConfig],
  check: ({ props }) =>
    props.persistence === 'off' ? 'A restart loses everything: `persistence` is off.' : undefined,
});
