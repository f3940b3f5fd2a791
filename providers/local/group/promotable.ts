import { parsePairs } from '../redis/index.ts';
import type { Links } from './links.ts';
import type { GroupView } from './view.ts';

/** What the one user of a server may do, as ACL GETUSER tells it. */
export const everything = '+@all';

/**
 * Servers that no failover could make primary, because they would not obey or are left out of the choice: what a hand-over does
 * to them for a moment (steer.ts), and leaves where it was killed in that moment.
 */
export async function unpromotable({ servers }: GroupView, links: Links): Promise<string[]> {
  const found = await Promise.all(
    servers.map(async ({ name, target, report }) => {
      if (!report) return [];
      const call = (...words: [string, ...string[]]) => links.call(target, ...words).then(parsePairs);
      const said = await Promise.all([
        call('ACL', 'GETUSER', 'default'),
        call('CONFIG', 'GET', 'replica-priority'),
      ]).catch(() => undefined);
      if (!said) return [];
      const [{ commands }, settings] = said;
      return commands === everything && settings['replica-priority'] !== '0' ? [] : [name];
    }),
  );
  return found.flat();
}
