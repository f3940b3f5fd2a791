import { replicationGroup, serverlessCache } from '../../facts/elasticache.ts';
import { resourceRule } from '../../pack/rule.ts';

export const elasticacheProtected = resourceRule({
  id: 'elasticache-protected',
  title: 'Caches are protected',
  description: 'A replication group or serverless cache must be protected from deletion.',
  weight: 'should',
  severity: 'medium',
  remediation: 'Set the option `protect: true`.',
  example: `new aws.elasticache.ReplicationGroup('main', { … }, { protect: true });`,
  url: 'https://www.pulumi.com/docs/iac/concepts/options/protect/',
  types: [replicationGroup, serverlessCache],
  check: ({ protect }) => (protect ? undefined : 'One command deletes it: the option `protect` is not set.'),
});
