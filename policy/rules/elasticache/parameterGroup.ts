import { replicationGroup } from '../../facts/elasticache.ts';
import { ifKnown, isGiven, text } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

export const elasticacheParameterGroup = resourceRule({
  id: 'elasticache-parameter-group',
  title: 'A parameter group of its own',
  description: 'A replication group must have a parameter group that can be changed.',
  weight: 'should',
  severity: 'low',
  remediation:
    'Make an `aws.elasticache.ParameterGroup` without a `name`, and name it in `parameterGroupName`.',
  example: `new aws.elasticache.ReplicationGroup('main', { parameterGroupName: parameters.name, … });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.html',
  types: [replicationGroup],
  check: ({ props }) =>
    isGiven(props, 'parameterGroupName') &&
    !text(ifKnown(props, 'parameterGroupName'))?.startsWith('default.')
      ? undefined
      : 'The default parameters count, which evict keys that have an end and cannot be changed: `parameterGroupName` is not set to another group.',
});
