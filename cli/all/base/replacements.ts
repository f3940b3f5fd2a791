import type { ProviderFactory } from '../../../engine/events.ts';
import type { Change, Rendered } from './changes.ts';

/**
 * Asks the simulated clouds which of the changes cannot be made in place: the resource would be deleted and made anew. What
 * runs on this machine is left out, since its provider looks at the servers themselves.
 */
export async function withReplacements(
  changes: readonly Change[],
  [base, present]: readonly [readonly Rendered[], readonly Rendered[]],
  providers: Readonly<Record<string, ProviderFactory>>,
  root: string,
): Promise<Change[]> {
  const inputs = (all: readonly Rendered[]) => new Map(all.map((one) => [one.urn, one.inputs]));
  const [before, after] = [inputs(base), inputs(present)];
  return await Promise.all(
    changes.map(async (change) => {
      const { urn, type, kind } = change;
      const [cloud = ''] = type.split(':');
      const [then, now] = [before.get(urn), after.get(urn)];
      const made = cloud.startsWith('redis-') ? undefined : await providers[cloud]?.({ root });
      if (kind !== 'changed' || !then || !now || !made || 'folder' in made) return change;
      const call = {
        urn,
        type,
        name: urn.slice(urn.lastIndexOf('::') + 2),
        preview: true,
        signal: new AbortController().signal,
        progress: () => undefined,
      };
      const { replaces = [] } = await made.diff(call, '', then, then, now);
      return replaces.length > 0 ? { ...change, replaces } : change;
    }),
  );
}
