import { dollars } from '../../cost/words.ts';
import type { Failure } from '../../failure.ts';
import { count, sum } from '../../show/index.ts';
import { verdicts } from '../../show/policies.ts';
import type { Against, Change, StackChanges } from '../base/index.ts';
import type { StackPreview } from '../sideBySide.ts';

/** `9 to create`, or why nothing is known. */
export function planText({ result, failure }: StackPreview): string {
  if (failure && failure.code !== 'policy') return failureWords[failure.code] ?? 'failed';
  return result ? sum(result.counts, 'plan') : 'failed';
}

const failureWords: Partial<Record<Failure['code'], string>> = {
  configuration: 'wrong configuration',
  interrupted: 'interrupted',
  usage: 'not possible',
};

/** `1 violation, 2 waived, 12 pass`, worst first. */
export function policyWords({ result }: StackPreview): string {
  if (!result || result.policies.length === 0) return '-';
  const counted = Map.groupBy(verdicts(result.policies), ({ verdict }) => verdict);
  const words = [...counted].map(([verdict, all]) =>
    verdict === 'violation' ? count(all.length, verdict) : `${all.length} ${verdict}`,
  );
  return words.join(', ');
}

export function monthText({ usd }: StackPreview): string {
  return usd === undefined ? '-' : dollars(usd);
}

/** `$77 (+$12)` where the base costs something else. */
export function monthAgainst(preview: StackPreview, changes: StackChanges | undefined): string {
  const text = monthText(preview);
  if (changes?.kind !== 'compared' || changes.usdBefore === undefined || preview.usd === undefined)
    return text;
  const apart = preview.usd - changes.usdBefore;
  if (Math.abs(apart) < 0.5) return text;
  return `${text} (${apart > 0 ? '+' : '-'}${dollars(Math.abs(apart))})`;
}

/** `no change`, `2 changed, 1 added`, `3 changed (1 replaced)`. */
export function changesText(changes: StackChanges | undefined): string {
  if (changes?.kind === 'new') return 'new stack';
  if (changes?.kind !== 'compared') return 'unknown';
  const by = (kind: Change['kind']) => changes.changes.filter((one) => one.kind === kind).length;
  const parts = (['changed', 'added', 'removed'] as const).flatMap((kind) =>
    by(kind) > 0 ? [`${by(kind)} ${kind}`] : [],
  );
  const replaced = changes.changes.filter(({ replaces }) => replaces).length;
  const warning = replaced > 0 ? ` (${replaced} replaced)` : '';
  return `${parts.join(', ') || 'no change'}${warning}`;
}

/** What was compared with what. */
export function againstText({ ref, commit, program }: Against): string {
  const whose = program === 'own' ? 'its own program' : 'this program, because it wants other packages';
  return `${ref} (${commit}) with ${whose}`;
}
