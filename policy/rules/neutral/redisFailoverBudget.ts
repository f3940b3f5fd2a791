import { worstFailoverMs } from '../../../components/posture/index.ts';
import { fields } from '../../facts/read.ts';
import { redisHaType } from '../../facts/redisHa.ts';
import { resourceRule } from '../../pack/rule.ts';

/** The figures are the targets that `redis-ha drill` holds each profile to. Clouds promise none. */
export const redisFailoverBudget = resourceRule({
  id: 'redis-failover-budget',
  title: 'A failover is short enough',
  description: 'The longest unplanned interruption of writes must be within its budget.',
  weight: 'should',
  severity: 'medium',
  remediation: 'Set `failover.profile` to fast or balanced, or raise `budgetMs`.',
  example: `new RedisHA('main', { backend: 'kubernetes', failover: { profile: 'balanced' } });`,
  url: 'https://redis.io/docs/latest/operate/oss_and_stack/management/sentinel/',
  values: {
    budgetMs: {
      type: 'integer',
      minimum: 500,
      maximum: 60000,
      default: 5000,
      description: 'Milliseconds for which writes may fail when a primary dies or freezes.',
    },
  },
  types: [redisHaType],
  check({ props }, values) {
    const worst = worstFailoverMs(props.backend, fields(props.failover).profile, props.topology);
    const budget = values.number('budgetMs');
    return worst === undefined || worst <= budget
      ? undefined
      : `A failover may take ${worst} ms with this profile, and the budget is ${budget} ms: set \`failover.profile\`.`;
  },
});
