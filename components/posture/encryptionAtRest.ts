import type { PostureArgs } from './args.ts';
import { judgeEncryption } from './encryption.ts';
import type { Verdict } from './verdict.ts';

/** `redis-encryption-at-rest`: what is stored is encrypted. */
export function encryptionAtRest(args: PostureArgs): Verdict {
  return judgeEncryption(
    {
      rule: 'redis-encryption-at-rest',
      concern: 'encryption at rest',
      exposed: 'data and snapshots are stored in clear',
      key: 'encryption.atRest',
      guaranteeKey: 'encryptionAtRest',
      asked: args.encryption?.atRest,
      guarantee: args.guarantees?.encryptionAtRest,
    },
    args,
  );
}
