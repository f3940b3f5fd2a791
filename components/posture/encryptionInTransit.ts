import type { PostureArgs } from './args.ts';
import { judgeEncryption } from './encryption.ts';
import type { Verdict } from './verdict.ts';

/** `redis-encryption-in-transit`: every link is encrypted. */
export function encryptionInTransit(args: PostureArgs): Verdict {
  return judgeEncryption(
    {
      rule: 'redis-encryption-in-transit',
      concern: 'encryption in transit',
      exposed: 'passwords and data cross the network in clear',
      key: 'encryption.inTransit',
      guaranteeKey: 'encryptionInTransit',
      asked: args.encryption?.inTransit,
      guarantee: args.guarantees?.encryptionInTransit,
    },
    args,
  );
}
