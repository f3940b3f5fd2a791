import { replicationGroup } from '../../facts/elasticache.ts';
import { ifKnown, text } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

export const elasticacheNodeTypes = resourceRule({
  id: 'elasticache-node-types',
  title: 'Nodes that keep up',
  description:
    'A replication group must run on a node type that exists, is allowed and does not run out of credits.',
  weight: 'should',
  severity: 'medium',
  remediation: 'Choose a type of the m or r families, such as cache.m7g.large, or allow burstable ones.',
  example: `new aws.elasticache.ReplicationGroup('main', { nodeType: 'cache.m7g.large', … });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html',
  values: {
    allowed: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      description: 'The only types that are allowed, * for anything. None: all.',
    },
    burstable: {
      type: 'boolean',
      default: false,
      description: 'Whether types with CPU credits (cache.t…) are allowed.',
    },
  },
  types: [replicationGroup],
  check({ props }, values) {
    const given = text(ifKnown(props, 'nodeType'));
    if (given === undefined) return undefined;
    if (/^cache\.[mr]\w*\.(?:nano|micro|small|medium)$/.test(given))
      return 'There is no such node type: the m and r families begin at large.';
    if (!values.truth('burstable') && given.startsWith('cache.t'))
      return 'A burstable node slows down when its CPU credits are used up.';
    const allowed = values.texts('allowed');
    return allowed.length === 0 || allowed.some((pattern) => fits(pattern, given))
      ? undefined
      : 'The node type is not among those that are `allowed`.';
  },
});

function fits(pattern: string, nodeType: string): boolean {
  const [begin = '', ...rest] = pattern.split('*');
  return rest.length === 0
    ? nodeType === pattern
    : nodeType.startsWith(begin) && nodeType.endsWith(rest.at(-1) ?? '');
}
