// Rules -> Pulumi's policies: what the policy server calls, and how it is answered.

import type {
  ResourceValidationArgs,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from '@pulumi/policy';
import { Instances } from './instances.ts';
import { judged } from './judge.ts';
import type { Outcome } from './outcome.ts';
import type { Level } from './presets.ts';
import type { Resource, ResourceRule, Rule, StackRule } from './rule.ts';
import { namespace } from './stackSettings.ts';
import type { Surroundings } from './surroundings.ts';
import { toPolicy } from './toPolicy.ts';
import { PolicyList, requireType, typed } from './types.ts';
import { valuesOf } from './values.ts';

export interface PolicyOptions {
  levels: Readonly<Record<string, Level>>;
  stackWaivers: unknown;
}

/** All policies of one policy server. What they learn of the stack's RedisHAs they share. */
export function policiesOf(
  rules: readonly Rule[],
  { levels, stackWaivers }: PolicyOptions,
): PolicyList<ResourceValidationPolicy | StackValidationPolicy> {
  const instances = new Instances();
  const waivable = new Map(
    rules.filter((rule) => rule.waivable !== false).map(({ id, types }) => [id, types]),
  );
  const surroundings = (): Surroundings => ({
    today: new Date(),
    stackWaivers: { at: `${namespace}:waivers`, waivers: stackWaivers },
    waivable,
    instances: instances.all(),
  });
  const policies = rules.map((rule) => {
    const metadata = toPolicy(rule, levels[rule.id] ?? 'advisory');
    return rule.about === 'resource'
      ? { ...metadata, ...forResource(rule, instances, surroundings) }
      : { ...metadata, validateStack: typed(rule, forStack(rule, instances, surroundings)) };
  });
  return new PolicyList(...policies);
}

function forResource(rule: ResourceRule, instances: Instances, surroundings: () => Surroundings) {
  const { mend } = rule;
  const validateResource = (args: ResourceValidationArgs, report: (message: string) => void) => {
    requireType(rule, args, [args]);
    const resource = resourceOf(args, instances);
    const values = valuesOf(rule, args.getConfig());
    const around = surroundings();
    const outcome = judged(rule, resource, () => rule.check(resource, values, around), around);
    if (resource.instance?.urn === resource.urn) resource.instance.outcomes.set(rule.id, outcome);
    tell(outcome, args, report);
  };
  const remediateResource = mend && {
    remediateResource: typed(rule, (args: ResourceValidationArgs) => {
      requireType(rule, args, [args]);
      const changes = mend(resourceOf(args, instances), valuesOf(rule, args.getConfig()));
      return changes && { ...args.props, ...changes };
    }),
  };
  return { validateResource: typed(rule, validateResource), ...remediateResource };
}

function forStack(rule: StackRule, instances: Instances, surroundings: () => Surroundings) {
  return (args: StackValidationArgs, report: (message: string, urn?: string) => void) => {
    requireType(rule, args, args.resources);
    const stack = args.resources.map((resource): Resource => {
      const { type, name, urn, props, opts, parent, propertyDependencies } = resource;
      const from = Object.entries(propertyDependencies).map(([key, all]) => [key, all.map((one) => one.urn)]);
      const given = { type, name, urn, props, protect: opts.protect, parent: parent?.urn };
      return { ...given, from: Object.fromEntries(from) };
    });
    for (const resource of stack) resource.instance = instances.meetAgain(resource);
    const values = valuesOf(rule, args.getConfig());
    const around = surroundings();
    const outcomes = stack
      .filter(({ type }) => rule.types.includes(type))
      .map((resource) => ({
        resource,
        ...attempt(() => judged(rule, resource, () => rule.check(resource, stack, values, around), around)),
      }));
    for (const { resource, outcome } of outcomes)
      if (outcome?.state === 'violation') report(outcome.message, resource.urn);
    // What stopped one judgement, a value that a preview does not know, is told after the others.
    for (const { thrown } of outcomes) if (thrown !== undefined) throw thrown;
    if (outcomes.some(({ outcome }) => outcome?.state === 'violation')) return;
    const excuses = outcomes.flatMap(({ outcome }) => (isExcused(outcome) ? excuse(outcome) : []));
    if (excuses.length > 0) args.notApplicable([...new Set(excuses)].join('; '));
  };
}

function attempt(judge: () => Outcome): { outcome?: Outcome; thrown?: unknown } {
  try {
    return { outcome: judge() };
  } catch (error) {
    return { thrown: error };
  }
}

function resourceOf(args: ResourceValidationArgs, instances: Instances): Resource {
  const { type, name, urn, props, opts } = args;
  const resource: Resource = { type, name, urn, props, protect: opts.protect, parent: opts.parent };
  return { ...resource, instance: instances.meet(resource) };
}

function tell(outcome: Outcome, args: ResourceValidationArgs, report: (message: string) => void): void {
  if (outcome.state === 'violation') report(outcome.message);
  if (isExcused(outcome)) args.notApplicable(excuse(outcome));
}

type Excused = Outcome & { state: 'waived' | 'said' };

function isExcused(outcome: Outcome | undefined): outcome is Excused {
  return outcome?.state === 'waived' || outcome?.state === 'said';
}

/** A waiver in the form that redis-ha's own engine knows it by; the Pulumi CLI does not show it. */
function excuse(outcome: Excused): string {
  if (outcome.state === 'said') return outcome.where;
  const { reason, until } = outcome;
  return `waived: ${reason}${until === undefined ? '' : ` (until ${until})`}`;
}
