/**
 * The path of the unknown value, if that is why something threw: a preview does not know it, and the policy server's
 * wrapper throws when it is touched. The server's error class has no public type.
 */
export function unknownPath(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('unknownTypeSentinel' in error) || !('props' in error)) return undefined;
  return Array.isArray(error.props) ? error.props.map(String).join('.') : undefined;
}

/**
 * Left alone, the policy server reports a rule that met an unknown value as advisory, even a mandatory one. What cannot
 * be shown to hold is a complaint instead.
 */
export function refusingUnknown(check: () => string | undefined): string | undefined {
  try {
    return check();
  } catch (error) {
    const path = unknownPath(error);
    if (path === undefined) throw error;
    return `\`${path}\` is not known in a preview, so nothing shows that this holds. Give it as a plain value, not as an Output.`;
  }
}

/** What `read` gives, or `otherwise` where a preview does not know it. */
export function unlessUnknown<T, U>(read: () => T, otherwise: U): T | U {
  try {
    return read();
  } catch (error) {
    if (unknownPath(error) === undefined) throw error;
    return otherwise;
  }
}
