import { Failure } from '../failure.ts';

/** Words in a stack's name that say people depend on it. */
const productive = /(^|[^a-z])(prod|prd|production|live)([^a-z]|$)/i;

/** Why this stack's primary is not to be moved for practice; undefined where it may be. */
export function whyNot(stack: string, isProtected: boolean): string | undefined {
  if (isProtected) return `Stack ${stack} is protected (protect: true)`;
  return productive.test(stack) ? `Stack ${stack} is for production by its name` : undefined;
}

/** Fails with `usage` on such a stack, unless that was meant. `harm`: what would happen to it. */
export function refuseProduction(
  { stack, yesReally }: { stack: string; yesReally: boolean },
  isProtected: boolean,
  harm: string,
): void {
  const why = whyNot(stack, isProtected);
  if (why === undefined || yesReally) return;
  throw new Failure('usage', `${why}, and ${harm}. If that is meant, add --yes-really.`);
}
