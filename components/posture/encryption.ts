import type { PostureArgs, StatedGuarantee } from './args.ts';
import { detailOf, notOffered, stateOf, unstated } from './guarantee.ts';
import { pass, type Verdict, violation } from './verdict.ts';

/** One kind of encryption: what was asked for and what the backend states. */
export interface Encryption {
  rule: string;
  /** `encryption at rest` or `encryption in transit`. */
  concern: string;
  /** What is in clear without it. */
  exposed: string;
  /** The configuration key that switches it. */
  key: string;
  guaranteeKey: string;
  asked: unknown;
  guarantee: StatedGuarantee | undefined;
}

/** Passes where the backend always encrypts, or was asked to and does. */
export function judgeEncryption(encryption: Encryption, args: PostureArgs): Verdict {
  switch (stateOf(encryption.guarantee)) {
    case 'always':
      return pass;
    case 'enforced':
      return encryption.asked === true ? pass : off(encryption, undefined);
    case 'off':
      return off(encryption, detailOf(encryption.guarantee));
    case 'not-offered':
      return notOffered(encryption, args.backend, encryption.guarantee);
    case undefined:
      return unstated(encryption.concern, encryption.guaranteeKey);
  }
}

/** `how`: to switch it on, where the backend says so. */
function off({ concern, exposed, key }: Encryption, how = `Set \`${key}: true\`.`): Verdict {
  return violation(`There is no ${concern}: ${exposed}. ${how}`);
}
