import { parameterGroup } from '../../facts/elasticache.ts';
import { objects } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

export const elasticacheNoAppendOnly = resourceRule({
  id: 'elasticache-no-append-only',
  title: 'No append-only file',
  description: 'A parameter group must not ask for an append-only file, which ElastiCache does not keep.',
  weight: 'must',
  severity: 'medium',
  remediation:
    'Remove the parameter `appendonly`; replicas in other zones and snapshots are what keeps data.',
  example: `new aws.elasticache.ParameterGroup('durable', { family: 'valkey8', parameters: [ … ] });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/RedisAOF.html',
  types: [parameterGroup],
  check: ({ props }) =>
    objects(props.parameters).some(({ name, value }) => name === 'appendonly' && value !== 'no')
      ? 'ElastiCache has had no append-only file since 2.8.22, and it excludes Multi-AZ: `appendonly` protects nothing.'
      : undefined,
});
