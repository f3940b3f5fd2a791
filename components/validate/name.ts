// An instance's name is the start of every resource's name, on every backend for ever: the narrowest rule holds.

/** Why `name` cannot name an instance, or undefined when it can. */
export function nameReason(name: string): string | undefined {
  // ElastiCache allows 40 characters, of which Pulumi's random suffix takes 8; Kubernetes wants a DNS label,
  // and the longest ending of ours needs room in its 63.
  if (/^[a-z](-?[a-z0-9]){0,23}$/.test(name) && name.length <= 24) return undefined;
  return (
    `Expected a name of at most 24 small letters, digits and single dashes that begins with a letter and does not ` +
    `end with a dash, given ${JSON.stringify(name)}.`
  );
}
