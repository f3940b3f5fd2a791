import { databaseCluster, isRedis } from '../../facts/digitalocean.ts';
import { isGiven } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

/** DigitalOcean makes no new Redis clusters since 2025-04-30; its provider asks for a version. */
export const valkeyDigitaloceanEngine = resourceRule({
  id: 'valkey-digitalocean-engine',
  title: 'An engine that can be had',
  description: 'A new cluster must be Valkey, with its version.',
  weight: 'must',
  severity: 'medium',
  remediation: "Set `engine: 'valkey'` and `version: '8'`.",
  example: `new digitalocean.DatabaseCluster('main', { engine: 'valkey', version: '8', nodeCount: 2, … });`,
  url: 'https://docs.digitalocean.com/products/databases/valkey/how-to/create/',
  types: [databaseCluster],
  check({ props }) {
    if (!isRedis(props)) return undefined;
    if (props.engine === 'redis')
      return 'DigitalOcean makes no new clusters of Redis; those that are there were moved to Valkey.';
    return isGiven(props, 'version') ? undefined : 'The provider refuses a cluster without a `version`.';
  },
});
