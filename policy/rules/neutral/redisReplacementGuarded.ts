import { isTrue } from '../../facts/read.ts';
import { redisHaType } from '../../facts/redisHa.ts';
import { resourceRule } from '../../pack/rule.ts';

export const redisReplacementGuarded = resourceRule({
  id: 'redis-replacement-guarded',
  title: 'Replacements are refused',
  description: 'A change that would lose the data must be refused.',
  weight: 'should',
  severity: 'high',
  remediation: 'Remove `allowReplacement` once the change that needed it is done.',
  example: `new RedisHA('main', { backend: 'elasticache', allowReplacement: false });`,
  url: 'https://www.pulumi.com/docs/iac/concepts/options/protect/',
  types: [redisHaType],
  check: ({ props }) =>
    isTrue(props.allowReplacement)
      ? 'The next change may replace the servers although their data are lost: `allowReplacement` is on.'
      : undefined,
});
