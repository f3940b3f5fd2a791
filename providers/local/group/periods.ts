import { parsePairs } from '../redis/reply.ts';
import type { Links } from './links.ts';
import type { SentinelView } from './view.ts';

/** Quick enough to wait for, slow enough for a laptop. Sentinel's own: INFO each 10 s, greeting each 2 s. */
const quick = ['info-period', '200', 'publish-period', '200'] as const;

/**
 * Lets the Sentinels look around quickly while somebody waits for them; answers the way back. A crash in between
 * costs nothing but a little work, and the next `up` sees the periods and puts them right.
 */
export async function quicken(sentinels: SentinelView[], links: Links): Promise<() => Promise<void>> {
  const restores = await Promise.all(
    sentinels
      .filter((sentinel) => sentinel.report)
      .map(async (sentinel) => {
        const before = parsePairs(await links.call(sentinel.target, 'SENTINEL', 'DEBUG'));
        const back = ['info-period', ownOr(before['info-period'], '200', '10000')];
        const greet = ['publish-period', ownOr(before['publish-period'], '200', '2000')];
        await links.call(sentinel.target, 'SENTINEL', 'DEBUG', ...quick);
        return () => links.call(sentinel.target, 'SENTINEL', 'DEBUG', ...back, ...greet);
      }),
  );
  return async () => {
    await Promise.all(restores.map((restore) => restore().catch(() => undefined)));
  };
}

/** The value before, unless it is what a settling that was cut off has left behind. */
function ownOr(before: string | undefined, left: string, builtIn: string): string {
  return before === undefined || before === left ? builtIn : before;
}
