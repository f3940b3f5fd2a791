// How the policy server learns which types a rule knows. Most rules know nothing of most resources, so what it does about those
// is most of what a pack costs.

import { AsyncLocalStorage } from 'node:async_hooks';
import type { Policy, ResourceValidationArgs } from '@pulumi/policy';
import type { Rule } from './rule.ts';

/** What the policy server is asked about. */
export interface Question {
  /** Of all resources that it is about. */
  types: ReadonlySet<string>;
  /** The names of policies that know none of them, once they have said so. */
  unconcerned?: ReadonlySet<string> | undefined;
}

/** While the server answers one. */
export const asked = new AsyncLocalStorage<Question>();

/** The policies of a pack, in which the server does not come upon those that a question is known not to concern. */
export class PolicyList<P extends Pick<Policy, 'name'>> extends Array<P> {
  override [Symbol.iterator](): ArrayIterator<P> {
    const unconcerned = asked.getStore()?.unconcerned;
    return unconcerned ? this.filter(({ name }) => !unconcerned.has(name)).values() : this.values();
  }
}

/**
 * The policy server compares this property with a resource's type before it unpacks anything. It is made for one type: a rule
 * that knows several names the one that is asked about. Where that is not known the server calls the rule.
 */
export function typed<F extends object>({ types }: Rule, call: F): F {
  const get = () => {
    if (types.length === 1) return types[0];
    const about = asked.getStore();
    return about && (types.find((type) => about.types.has(type)) ?? types[0]);
  };
  return Object.defineProperty(call, '__pulumiType', { get });
}

const mismatch = 'Policy only applies to resources of type';

/** Is this the reason of a rule that knows no such resource? */
export function isMismatch(reason: string): boolean {
  return reason.startsWith(mismatch);
}

/** What a rule says when it is called all the same, in the server's own words, by which engines know that it had nothing to do. */
export function requireType(
  { types }: Rule,
  args: Pick<ResourceValidationArgs, 'notApplicable'>,
  resources: readonly { type: string }[],
): void {
  if (!resources.some(({ type }) => types.includes(type)))
    args.notApplicable(`${mismatch} '${types.join("', '")}'`);
}
