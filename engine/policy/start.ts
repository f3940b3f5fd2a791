import type { PolicyPackOptions } from '../children/index.ts';
import type { PolicyPackSource } from '../events.ts';
import { Judge, type JudgeListener } from './judge.ts';
import { Pack } from './pack.ts';

/**
 * Starts every pack, each in a process of its own. A pack reads from its environment whether it is a preview
 * (`pulumi.runtime.isDryRun()`), so a process that judged the preview must not judge the update: it could go on sparing what it
 * spares in previews. Pulumi starts them twice as well.
 */
export async function startPacks(
  sources: readonly PolicyPackSource[],
  options: Omit<PolicyPackOptions, 'folder'>,
  listener: JudgeListener,
): Promise<Judge> {
  const starts = await Promise.allSettled(sources.map((source) => Pack.start({ ...options, ...source })));
  const packs = starts.flatMap((start) => (start.status === 'fulfilled' ? [start.value] : []));
  const failed = starts.find((start) => start.status === 'rejected');
  if (failed === undefined) return new Judge(packs, listener);
  await Promise.allSettled(packs.map((pack) => pack.stop()));
  throw failed.reason;
}
