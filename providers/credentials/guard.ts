import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { CheckFailure, Created, DiffResult, ResourceHandler } from '../protocol.ts';
import type { Fact, GuardInputs, GuardOutputs } from './types.ts';

/**
 * Keeps the facts about an instance whose change would replace what holds its data, and refuses the change in the check, which
 * every preview runs. Pulumi itself only refuses to replace what is protected, without a word on what to do instead.
 */
export const guard: ResourceHandler<GuardInputs, GuardOutputs> = {
  check(olds, news): CheckFailure[] {
    if (news.allow !== false) return [];
    return (news.facts ?? [])
      .filter((fact) => loses(before(olds, fact), fact.value))
      .map(({ property, instead, consent = 'to let the data go' }) => ({
        property,
        reason: `${instead} Set allowReplacement to true ${consent}.`,
      }));
  },

  async diff(olds, _outputs, news): Promise<DiffResult> {
    const diffs = (['instance', 'facts', 'allow'] as const).filter(
      (key) => !isDeepStrictEqual(olds[key], news[key]),
    );
    return {
      changes: diffs.length > 0 ? 'some' : 'none',
      diffs,
      stables: sameFacts(olds, news) ? ['first', 'suffix'] : ['first'],
    };
  },

  async create(call, inputs): Promise<Created<GuardOutputs>> {
    const id = `${inputs.instance}/guard`;
    // What is left out of a preview's answer is unknown to the program.
    const first = inputs.instance;
    if (call.preview) return { id, outputs: { ...inputs, first } as GuardOutputs };
    return { id, outputs: { ...inputs, first, suffix: newSuffix() } };
  },

  async update(call, _id, olds, outputs, news): Promise<GuardOutputs> {
    const kept = { ...news, first: outputs.first };
    if (sameFacts(olds, news)) return { ...kept, suffix: outputs.suffix };
    return call.preview ? (kept as GuardOutputs) : { ...kept, suffix: newSuffix() };
  },

  async delete(): Promise<void> {},
};

function before(olds: Partial<GuardInputs>, { property }: Fact): Fact['value'] | undefined {
  return olds.facts?.find((fact) => fact.property === property)?.value;
}

/** What is not known, in a preview or because it was not guarded yet, is not judged. */
function loses(old: Fact['value'] | undefined, now: Fact['value'] | undefined): boolean {
  if (old === undefined || now === undefined || old === null || now === null) return false;
  return typeof old === 'number' && typeof now === 'number' ? now < old : old !== now;
}

function sameFacts(olds: GuardInputs, news: GuardInputs): boolean {
  const values = ({ facts }: GuardInputs) => facts.map(({ property, value }) => [property, value]);
  return isDeepStrictEqual(values(olds), values(news));
}

function newSuffix(): string {
  return randomBytes(4).toString('hex');
}
