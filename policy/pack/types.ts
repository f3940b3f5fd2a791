// How the policy server learns which types a rule knows. Most rules know nothing of most resources, so what it does about those
// is most of what a pack costs.

import { AsyncLocalStorage } from 'node:async_hooks';
import type { ResourceValidationArgs } from '@pulumi/policy';
import type { Rule } from './rule.ts';

/** The types of the resources that the server is asked about, where that is known. */
export const asked = new AsyncLocalStorage<ReadonlySet<string>>();

/**
 * The policy server compares this property with a resource's type before it unpacks anything. It is made for one type: a rule
 * that knows several names the one that is asked about. Where that is not known the server calls the rule.
 */
export function typed<F extends object>({ types }: Rule, call: F): F {
  const get = () => {
    if (types.length === 1) return types[0];
    const about = asked.getStore();
    return about && (types.find((type) => about.has(type)) ?? types[0]);
  };
  return Object.defineProperty(call, '__pulumiType', { get });
}

/** What a rule says when it is called all the same, in the server's own words, by which engines know that it had nothing to do. */
export function requireType(
  { types }: Rule,
  args: Pick<ResourceValidationArgs, 'notApplicable'>,
  resources: readonly { type: string }[],
): void {
  if (!resources.some(({ type }) => types.includes(type)))
    args.notApplicable(`Policy only applies to resources of type '${types.join("', '")}'`);
}
