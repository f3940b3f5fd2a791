import { replicationGroup, versionOf } from '../../facts/elasticache.ts';
import { resourceRule } from '../../pack/rule.ts';

/** Redis OSS 4 and 5 are in paid extended support since 2026-02-01. */
export const elasticacheEngineVersion = resourceRule({
  id: 'elasticache-engine-version',
  title: 'A version that is supported',
  description: 'A replication group must run a version that gets security fixes.',
  weight: 'must',
  severity: 'high',
  remediation: 'Upgrade in place: to Valkey, or to Redis 7.',
  example: `new aws.elasticache.ReplicationGroup('main', { engine: 'valkey', engineVersion: '8.0', … });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/extended-support.html',
  values: {
    minRedisMajor: {
      type: 'integer',
      minimum: 6,
      maximum: 7,
      default: 6,
      description: 'Least major version of Redis; every version of Valkey is supported.',
    },
  },
  types: [replicationGroup],
  check({ props }, values) {
    const [major] = versionOf(props);
    const least = values.number('minRedisMajor');
    return props.engine !== 'valkey' && major !== undefined && major < least
      ? `Redis ${major} gets no fixes without paid extended support; run ${least} or later, or Valkey.`
      : undefined;
  },
});
