import { isGlobalSecondary, replicationGroup, serverlessCache } from '../../facts/elasticache.ts';
import { isGiven } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';
import { checkov } from '../../pack/standards.ts';

export const elasticacheCustomerKey = resourceRule({
  id: 'elasticache-customer-key',
  title: 'Data are encrypted with a key of your own',
  description: 'A replication group or serverless cache must be encrypted with a customer managed key.',
  weight: 'may',
  severity: 'low',
  remediation: 'Set `kmsKeyId`. On a cache that exists this is a replacement.',
  example: `new aws.elasticache.ReplicationGroup('main', { kmsKeyId: key.arn, … });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html',
  controls: [...checkov('CKV_AWS_191')],
  types: [replicationGroup, serverlessCache],
  check: ({ props }) =>
    isGiven(props, 'kmsKeyId') || isGlobalSecondary(props)
      ? undefined
      : 'Nobody but AWS can take the key away: `kmsKeyId` is not set.',
});
