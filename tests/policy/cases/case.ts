import type { Given } from '../wire.ts';

/** What a rule makes of properties that a preview does not know. */
export type Unknown = 'refused' | 'advice' | 'holds';

/** One rule, from what it wants to what it does about each way of not having it. */
export interface RuleCase {
  /** Values of the rule's configuration that its cases are under. */
  usual?: object;
  /** Something that holds. */
  good: Given;
  /** Other things that hold. */
  alsoGood?: Record<string, Given & { beside?: Given[] }>;
  /** What stands beside it, where the rule looks at the stack. */
  beside?: Given[];
  /** Things that do not hold. `says`: what the message must contain. */
  bad: Record<string, Given & { says?: RegExp; beside?: Given[] }>;
  /** The property that matters taken away, and whether that holds. */
  absent: Given & { holds: boolean };
  /** The same, not known yet. */
  unknown: Given & { comes: Unknown; beside?: Given[] };
  /** A value of the rule's configuration under which `good` does not hold, or `bad` does. */
  values?: { set: object; given: Given; holds: boolean }[];
}

/** More of what holds and of what does not. */
export type Edges = Partial<Pick<RuleCase, 'alsoGood' | 'bad' | 'values'>>;

export function withEdges(one: RuleCase, { alsoGood = {}, bad = {}, values = [] }: Edges): RuleCase {
  return {
    ...one,
    alsoGood: joined(one.alsoGood ?? {}, alsoGood),
    bad: joined(one.bad, bad),
    values: [...(one.values ?? []), ...values],
  };
}

/** Both, and never one in place of another: a case that is lost would not be missed. */
function joined<T>(some: Record<string, T>, more: Record<string, T>): Record<string, T> {
  const twice = Object.keys(more).filter((what) => what in some);
  if (twice.length > 0) throw new Error(`Two cases are called ${twice.join(', ')}.`);
  return { ...some, ...more };
}

/** A resource with some of its properties changed; `undefined` takes one away. */
export function having<G extends Given>(given: G, changes: Record<string, unknown>): G {
  const props = Object.entries({ ...given.props, ...changes }).filter(([, value]) => value !== undefined);
  return { ...given, props: Object.fromEntries(props) };
}

/** A resource with what stands beside it in the stack. */
export const alone = <G extends Given>(given: G, ...beside: Given[]) => ({ ...given, beside });

/** A rule on one property: `bad` values refuse; what `absent` and a value not known yet come to. */
export function onProperty(
  good: Given,
  name: string,
  o: { bad: unknown[]; says?: RegExp; absent?: boolean; unknown: unknown; comes: Unknown },
): RuleCase {
  const bad = o.bad.map((value) => [
    `${name}: ${JSON.stringify(value) ?? 'nothing'}`,
    { ...having(good, { [name]: value }), says: o.says ?? new RegExp(`\`${name}\``) },
  ]);
  return {
    good,
    bad: Object.fromEntries(bad),
    absent: { ...having(good, { [name]: undefined }), holds: o.absent ?? false },
    unknown: { ...having(good, { [name]: o.unknown }), comes: o.comes },
  };
}
