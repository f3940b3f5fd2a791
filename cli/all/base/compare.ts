import { listStacks, type Project } from '../../../engine/project/index.ts';
import { failureOf } from '../../deploy.ts';
import { embedded, stateFolderOf } from '../../engines/index.ts';
import { inTurns, isRendered, type StackPreview, usdOf, type Watching } from '../sideBySide.ts';
import { type Change, changesBetween } from './changes.ts';
import { withReplacements } from './replacements.ts';
import type { Base } from './worktree.ts';

/** What a change does to one stack. */
export type StackChanges =
  | { kind: 'compared'; changes: Change[] /** USD a month, where both are known. */; usdBefore?: number }
  /** The base has no such stack. */
  | { kind: 'new' }
  /** One of the two does not render; the sentence says which. */
  | { kind: 'unknown'; reason: string };

/** Every stack against the base's. */
export interface Against {
  ref: string;
  commit: string;
  program: Base['program'];
  stacks: ReadonlyMap<string, StackChanges>;
  /** Stacks that only the base has. */
  gone: readonly string[];
}

/** Previews the base's stacks, without a pack: nobody has to approve of what was approved before. */
export async function compareWith(
  base: Base,
  project: Project,
  previews: readonly StackPreview[],
  watching: Watching,
): Promise<Against> {
  const known = await listStacks(base.project);
  const changes = await inTurns(previews, 3, async (preview) => {
    if (!known.includes(preview.stack)) return { kind: 'new' } as const;
    return await changesOf(base, project, preview, watching);
  });
  const { ref, commit, program } = base;
  return {
    ref,
    commit,
    program,
    stacks: new Map(previews.map(({ stack }, i) => [stack, changes[i] ?? { kind: 'new' }])),
    gone: known.filter((stack) => !previews.some((preview) => preview.stack === stack)),
  };
}

async function changesOf(
  base: Base,
  project: Project,
  { stack, result }: StackPreview,
  { signal }: Watching,
): Promise<StackChanges> {
  if (!isRendered(result))
    return { kind: 'unknown', reason: 'It does not render, so nothing can be compared.' };
  // The same state, so that both give the same names to what Pulumi names by itself.
  const engine = embedded(base.project, stack, [], stateFolderOf(project.root, stack));
  const before = await engine.preview({ signal, onEvent: () => undefined });
  if (!isRendered(before)) {
    const why = failureOf('preview', before)?.message.replaceAll('\n', ' ') ?? 'it failed';
    return { kind: 'unknown', reason: `In ${base.ref} it does not render: ${why}` };
  }
  const { providers } = await import('../../engines/providers.ts');
  const renderings = [before.resources, result.resources] as const;
  return {
    kind: 'compared',
    changes: await withReplacements(changesBetween(...renderings), renderings, providers, project.root),
    usdBefore: usdOf(before),
  };
}
