import { ConfigurationError } from '../../connection.ts';
import { HaCluster, type HaRedis } from '../../create/index.ts';

/**
 * Under which prefix BullMQ keeps its keys: `bull` as it does itself, in a cluster `{bull}`, for its scripts touch
 * several keys at once and all of them must lie in one slot.
 * @throws ConfigurationError for a prefix without a hash tag in a cluster
 */
export function prefixFor(redis: HaRedis | HaCluster, wanted: string | undefined): string {
  if (!(redis instanceof HaCluster)) return wanted ?? 'bull';
  if (wanted === undefined) return '{bull}';
  if (/\{[^}]+\}/.test(wanted)) return wanted;
  throw new ConfigurationError(
    `Prefix ${wanted} of a queue in a cluster needs a hash tag, as {${wanted}}: BullMQ's scripts use several keys at once, and a cluster refuses those of different slots.`,
  );
}
