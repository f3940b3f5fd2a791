import type { ResourceValidation, ResourceValidationArgs, ResourceValidationPolicy } from '@pulumi/policy';
import { type RuleMetadata, toPolicy } from './metadata.ts';
import type { Outcome } from './outcome.ts';

/**
 * Makes a policy of a rule on the resources of one type token. No class is needed to name the type, so a rule
 * loads no SDK, and it meets the resource whichever version of the SDK registered it.
 */
export function resourceRule(
  metadata: RuleMetadata,
  type: string,
  check: (args: ResourceValidationArgs) => Outcome,
): ResourceValidationPolicy {
  const validateResource: ResourceValidation = (args, reportViolation) => {
    const outcome = strict(() => check(args));
    if (outcome.state === 'violation') reportViolation(outcome.message);
    if (outcome.state === 'waived') args.notApplicable(waived(outcome));
  };
  // The policy server compares this property with the resource's type before it unpacks anything.
  return { ...toPolicy(metadata), validateResource: Object.assign(validateResource, { __pulumiType: type }) };
}

/**
 * Reading a value that a preview does not know throws, and the policy server then reports the whole rule as
 * advisory, even a mandatory one. What cannot be shown to hold is refused instead.
 */
function strict(check: () => Outcome): Outcome {
  try {
    return check();
  } catch (error) {
    const path = unknownPath(error);
    if (path === undefined) throw error;
    return {
      state: 'violation',
      message: `\`${path}\` is not known in a preview, so nothing shows that this holds. Give it as a plain value, not as an Output.`,
    };
  }
}

/** The path of the unknown value, if that is why the check threw. The server's error class has no public type. */
function unknownPath(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('unknownTypeSentinel' in error) || !('props' in error)) return undefined;
  return Array.isArray(error.props) ? error.props.map(String).join('.') : undefined;
}

/** The form that redis-ha's own engine knows a waiver by; the Pulumi CLI does not show it. */
function waived({ reason, until }: Outcome & { state: 'waived' }): string {
  return `waived: ${reason}${until === undefined ? '' : ` (until ${until})`}`;
}
