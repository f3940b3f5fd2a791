import { replicationGroup } from '../../facts/elasticache.ts';
import { resourceRule } from '../../pack/rule.ts';

export const elasticacheTlsMode = resourceRule({
  id: 'elasticache-tls-mode',
  title: 'TLS is required, not preferred',
  description: 'A replication group must not go on taking connections without TLS.',
  weight: 'should',
  severity: 'medium',
  remediation: "Set `transitEncryptionMode: 'required'` once every client speaks TLS.",
  example: `new aws.elasticache.ReplicationGroup('main', { transitEncryptionMode: 'required', … });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption-enable.html',
  types: [replicationGroup],
  check: ({ props }) =>
    props.transitEncryptionMode === 'preferred'
      ? 'Clients may still connect in clear: `transitEncryptionMode` was left at preferred.'
      : undefined,
  mend: ({ props }) =>
    props.transitEncryptionMode === 'preferred' ? { transitEncryptionMode: 'required' } : undefined,
});
