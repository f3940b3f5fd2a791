// The secrets of an instance, in the characters that ElastiCache takes.

/** Generation -> user -> password, as redis-credentials keeps them. */
export type Generations = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The only user that applications have, with `auth.mode: users`. */
export const applicationUser = 'application';

/**
 * Of 16 to 128 characters, letters, digits and ! & # $ ^ < > - alone
 * (docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html): a password of redis-credentials has 43, of which the
 * underscores have to go. What is left is more than 250 bits at random.
 */
export function tokenOf(generations: Generations, generation: number): string {
  const password = generations[String(generation)]?.[applicationUser];
  if (password === undefined) throw new Error(`Generation ${generation} has no password.`);
  return password.replaceAll('_', '-');
}
