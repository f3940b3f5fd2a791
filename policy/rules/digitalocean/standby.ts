import { databaseCluster, isRedis } from '../../facts/digitalocean.ts';
import { ifKnown, number, text } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

/** One standby is the most that Valkey has there, and only plans of 2 GB and more have one. */
export const valkeyDigitaloceanStandby = resourceRule({
  id: 'valkey-digitalocean-standby',
  title: 'A standby takes over',
  description: 'A managed Valkey must have a standby.',
  weight: 'must',
  severity: 'high',
  remediation: 'Set `nodeCount: 2`, on a size of 2 GB or more.',
  example: `new digitalocean.DatabaseCluster('main', { engine: 'valkey', version: '8', nodeCount: 2, size: 'db-s-1vcpu-2gb', … });`,
  url: 'https://docs.digitalocean.com/products/databases/valkey/how-to/add-standby-nodes/',
  concern: 'redis-automatic-failover',
  types: [databaseCluster],
  check({ props }) {
    if (!isRedis(props)) return undefined;
    if ((number(props.nodeCount) ?? 1) < 2)
      return 'Nobody takes over when the node fails: `nodeCount` is not 2.';
    return /-1gb$/.test(text(ifKnown(props, 'size')) ?? '')
      ? 'A plan of 1 GB has no standby; choose one of 2 GB or more.'
      : undefined;
  },
});
