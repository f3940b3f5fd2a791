import { user } from '../../facts/elasticache.ts';
import { text } from '../../facts/read.ts';
import { resourceRule } from '../../pack/rule.ts';

export const elasticacheUserAccess = resourceRule({
  id: 'elasticache-user-access',
  title: 'Users may not do everything',
  description: 'A user must not be allowed every command on every key.',
  weight: 'should',
  severity: 'medium',
  remediation: 'Narrow `accessString`: the keys of the application, and not the dangerous commands.',
  example: `accessString: 'on ~app:* +@all -@dangerous'`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html',
  types: [user],
  check({ props }) {
    const words = (text(props.accessString) ?? '').split(/\s+/);
    const everything =
      words.includes('~*') && words.includes('+@all') && !words.some((word) => word.startsWith('-'));
    return everything && words.includes('on')
      ? 'This user may delete all keys and change the server.'
      : undefined;
  },
});
