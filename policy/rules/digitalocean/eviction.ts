import { databaseCluster, isRedis, valkeyConfig } from '../../facts/digitalocean.ts';
import { purposeOf, wrongEviction } from '../../facts/eviction.ts';
import { text } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

/** Two properties say it, in two spellings: evictionPolicy with underscores, valkeyMaxmemoryPolicy with dashes. noeviction is the default. */
export const valkeyDigitaloceanEviction = resourceRule({
  id: 'valkey-digitalocean-eviction',
  title: 'Eviction fits the purpose',
  description: 'A managed Valkey must evict what its purpose allows.',
  weight: 'must',
  severity: 'high',
  remediation:
    'Set `evictionPolicy`: noeviction for queues and sessions, allkeys_lru for a cache. A tag `purpose:durable` or `purpose:cache` says which it is.',
  example: `new digitalocean.DatabaseCluster('main', { engine: 'valkey', version: '8', evictionPolicy: 'noeviction', tags: ['purpose:durable'], … });`,
  url: 'https://docs.bullmq.io/guide/going-to-production',
  types: [databaseCluster, valkeyConfig],
  check(resource) {
    const { type, props } = resource;
    if (type === databaseCluster && !isRedis(props)) return undefined;
    const set = text(type === databaseCluster ? props.evictionPolicy : props.valkeyMaxmemoryPolicy);
    if (set === undefined && type === valkeyConfig) return undefined;
    return wrongEviction(set?.replaceAll('_', '-') ?? 'noeviction', purposeOf(resource));
  },
});
