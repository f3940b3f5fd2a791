import { judgeAmount } from './amount.ts';
import type { PostureArgs } from './args.ts';
import type { Thresholds } from './thresholds.ts';
import type { Verdict } from './verdict.ts';

/** `redis-multi-az`: the nodes stand in several failure zones. */
export function multiAz(args: PostureArgs, thresholds: Pick<Thresholds, 'minZones'>): Verdict {
  const guarantee = args.guarantees?.multiAz;
  return judgeAmount(
    {
      rule: 'redis-multi-az',
      concern: 'spread over failure zones',
      exposed: 'the loss of a zone can take too many nodes with it',
      key: 'zones',
      guaranteeKey: 'multiAz',
      asked: args.zones,
      given: guarantee?.zones,
      least: thresholds.minZones,
      guarantee,
    },
    args,
  );
}
