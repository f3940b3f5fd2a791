import { judgeAmount } from './amount.ts';
import type { PostureArgs } from './args.ts';
import type { Thresholds } from './thresholds.ts';
import type { Verdict } from './verdict.ts';

/** `redis-snapshot-retention`: snapshots are taken and kept long enough to restore from. */
export function snapshotRetention(
  args: PostureArgs,
  thresholds: Pick<Thresholds, 'minRetentionDays'>,
): Verdict {
  const guarantee = args.guarantees?.snapshots;
  return judgeAmount(
    {
      rule: 'redis-snapshot-retention',
      concern: 'retention of snapshots',
      exposed: 'what was deleted by mistake cannot be brought back later',
      key: 'snapshots.retentionDays',
      guaranteeKey: 'snapshots',
      asked: args.snapshots?.retentionDays,
      given: guarantee?.retentionDays,
      least: thresholds.minRetentionDays,
      guarantee,
    },
    args,
  );
}
