import type { Instance } from './instances.ts';
import type { RuleMetadata } from './metadata.ts';
import type { Surroundings } from './surroundings.ts';
import type { Values } from './values.ts';

/** A resource's properties as they arrive: nothing is sure to be there or of its type. Reading an unknown one throws. */
export type Props = Readonly<Record<string, unknown>>;

/** One resource as a rule sees it: what goes in, or, for a stack rule, what came out. */
export interface Resource {
  type: string;
  name: string;
  urn: string;
  props: Props;
  /** The option `protect`. */
  protect: boolean;
  parent?: string | undefined;
  /** The RedisHA that made it. */
  instance?: Instance | undefined;
  /** URNs that a property's value comes from; stack rules alone are told. */
  from?: Readonly<Record<string, readonly string[]>>;
}

/** What is wrong, as a sentence without any value read but counts and names; undefined where the rule holds. */
export type Complaint = string | undefined;

/** Judges one resource at a time, before it is made. */
export interface ResourceRule extends RuleMetadata {
  about: 'resource';
  /** Type tokens: no class is needed to name a type, so a rule loads no SDK and meets every version of it. */
  types: readonly string[];
  check(resource: Resource, values: Values, surroundings: Surroundings): Complaint;
  /** Mends what it can where its level is `remediate`: the properties to change. */
  mend?(resource: Resource, values: Values): Props | undefined;
}

/** Judges resources beside the others of their stack, once all are known. */
export interface StackRule extends RuleMetadata {
  about: 'stack';
  types: readonly string[];
  check(
    resource: Resource,
    stack: readonly Resource[],
    values: Values,
    surroundings: Surroundings,
  ): Complaint;
}

export type Rule = ResourceRule | StackRule;

export function resourceRule(rule: Omit<ResourceRule, 'about'>): ResourceRule {
  return { about: 'resource', ...rule };
}

export function stackRule(rule: Omit<StackRule, 'about'>): StackRule {
  return { about: 'stack', ...rule };
}
