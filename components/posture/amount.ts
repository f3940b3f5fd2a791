import type { PostureArgs, StatedGuarantee } from './args.ts';
import { detailOf, notOffered, stateOf, unstated } from './guarantee.ts';
import { pass, type Verdict, violation } from './verdict.ts';

/** One thing of which there must be enough: what was asked for and what the backend states. */
export interface Amount {
  rule: string;
  concern: string;
  /** What a person loses while there are too few. */
  exposed: string;
  /** The configuration key that sets it. */
  key: string;
  guaranteeKey: string;
  asked: unknown;
  given: unknown;
  least: number;
  guarantee: StatedGuarantee | undefined;
}

/** Passes where the backend states enough, and, unless it always does it, no less was asked for. */
export function judgeAmount(amount: Amount, args: PostureArgs): Verdict {
  switch (stateOf(amount.guarantee)) {
    case 'always':
      return enough(amount.given, amount.least) ? pass : tooLittle(amount, amount.given);
    case 'enforced':
      if (!enough(amount.asked, amount.least)) return tooLittle(amount, amount.asked);
      return enough(amount.given, amount.least) ? pass : tooLittle(amount, amount.given);
    case 'off':
      return none(amount);
    case 'not-offered':
      return notOffered(amount, args.backend, amount.guarantee);
    case undefined:
      return unstated(amount.concern, amount.guaranteeKey);
  }
}

function enough(value: unknown, least: number): boolean {
  return typeof value === 'number' && value >= least;
}

/** Not every backend has it from the key: what is to be done there it says itself. */
function none({ concern, exposed, key, least, guarantee }: Amount): Verdict {
  const how = detailOf(guarantee) ?? `Set \`${key}\` to ${least} or more.`;
  return violation(`There is no ${concern}: ${exposed}. ${how}`);
}

function tooLittle({ concern, exposed, key, least }: Amount, found: unknown): Verdict {
  const number = typeof found === 'number' ? `${found}` : 'no number';
  return violation(
    `There is too little ${concern}: ${exposed}. \`${key}\` comes to ${number}; set it to ${least} or more.`,
  );
}
