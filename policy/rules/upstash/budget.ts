import { isGiven } from '../../facts/read.ts';
import { redisDatabase } from '../../facts/upstash.ts';
import { resourceRule } from '../../pack/rule.ts';

/** Without it the budget is 20 dollars, and then the database is slowed down. */
export const upstashBudget = resourceRule({
  id: 'upstash-budget',
  title: 'A budget that is meant',
  description: 'A database at Upstash must have a budget that somebody chose.',
  weight: 'may',
  severity: 'low',
  remediation: 'Set `budget`, in dollars a month.',
  example: `new upstash.RedisDatabase('main', { databaseName: 'main', region: 'global', primaryRegion: 'eu-central-1', budget: 100 });`,
  url: 'https://upstash.com/docs/redis/overall/pricing',
  types: [redisDatabase],
  check: ({ props }) =>
    isGiven(props, 'budget')
      ? undefined
      : 'After 20 dollars in a month the database is slowed down: `budget` is not set.',
});
