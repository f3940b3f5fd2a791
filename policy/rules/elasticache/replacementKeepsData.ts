import { isGlobalSecondary, replicationGroup } from '../../facts/elasticache.ts';
import { isGiven } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

/** A policy sees inputs, not steps, so what it can ask for is that a replacement is stopped or leaves the data somewhere. */
export const elasticacheReplacementKeepsData = resourceRule({
  id: 'elasticache-replacement-keeps-data',
  title: 'A replacement cannot lose the data unnoticed',
  description:
    'A replication group must be protected or leave a snapshot, since changes of many properties replace it.',
  weight: 'must',
  severity: 'high',
  remediation: 'Set the option `protect: true`, or `finalSnapshotIdentifier`.',
  example: `new aws.elasticache.ReplicationGroup('main', { … }, { protect: true });`,
  url: 'https://www.pulumi.com/registry/packages/aws/api-docs/elasticache/replicationgroup/',
  types: [replicationGroup],
  check: ({ props, protect }) =>
    protect || isGiven(props, 'finalSnapshotIdentifier') || isGlobalSecondary(props)
      ? undefined
      : 'A change of the port, the key, the subnet group or the encryption replaces the group, and its data are gone: it is neither protected nor leaves a snapshot.',
});
