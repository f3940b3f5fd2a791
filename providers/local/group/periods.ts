import type { Links } from './links.ts';
import type { SentinelView } from './view.ts';

const quick = { 'info-period': '200', 'publish-period': '200' };
/** Sentinel's own (sentinel.c), which sentinelPeriods in ../settings.ts wants too. */
const builtIn = { 'info-period': '10000', 'publish-period': '2000' };

/**
 * Lets the Sentinels look around quickly while somebody waits for them; answers the way back. A crash in between
 * costs nothing but a little work, and the next `up` sees the periods and puts them right. A Sentinel that does not
 * answer is left as it is: whoever waits for it sees that.
 */
export async function quicken(sentinels: SentinelView[], links: Links): Promise<() => Promise<void>> {
  const set = async (periods: Record<string, string>) => {
    const asked = sentinels.filter((sentinel) => sentinel.report);
    await Promise.all(
      asked.map(({ target }) =>
        links.call(target, 'SENTINEL', 'DEBUG', ...Object.entries(periods).flat()).catch(() => undefined),
      ),
    );
  };
  await set(quick);
  return () => set(builtIn);
}
