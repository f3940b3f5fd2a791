// Parameters that a parameter group of valkey8, valkey7, valkey9 or redis7 lets one change. Source:
// docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html, "Modifiable: Yes", read on 2026-11-30.

const everywhere = [
  'acl-pubsub-default',
  'acllog-max-len',
  'active-defrag-cycle-max',
  'active-defrag-cycle-min',
  'active-defrag-ignore-bytes',
  'active-defrag-max-scan-fields',
  'active-defrag-threshold-lower',
  'active-defrag-threshold-upper',
  'active-expire-effort',
  'activedefrag',
  'client-output-buffer-limit-normal-hard-limit',
  'client-output-buffer-limit-normal-soft-limit',
  'client-output-buffer-limit-normal-soft-seconds',
  'client-output-buffer-limit-pubsub-hard-limit',
  'client-output-buffer-limit-pubsub-soft-limit',
  'client-output-buffer-limit-pubsub-soft-seconds',
  'client-query-buffer-limit',
  'close-on-replica-write',
  'cluster-allow-pubsubshard-when-down',
  'cluster-allow-reads-when-down',
  'cluster-preferred-endpoint-type',
  'cluster-require-full-coverage',
  'hash-max-listpack-entries',
  'hash-max-listpack-value',
  'hll-sparse-max-bytes',
  'latency-tracking',
  'lfu-decay-time',
  'lfu-log-factor',
  'list-compress-depth',
  'maxmemory-policy',
  'maxmemory-samples',
  'min-replicas-max-lag',
  'min-replicas-to-write',
  'notify-keyspace-events',
  'proto-max-bulk-len',
  'rename-commands',
  'repl-backlog-size',
  'repl-backlog-ttl',
  'reserved-memory-percent',
  'set-max-intset-entries',
  'slowlog-log-slower-than',
  'slowlog-max-len',
  'stream-node-max-bytes',
  'stream-node-max-entries',
  'tcp-keepalive',
  'timeout',
  'tracking-table-max-keys',
  'zset-max-listpack-entries',
  'zset-max-listpack-value',
] as const;

/** Removed in Valkey 8, where deletion is always lazy. */
const untilSeven = [
  'lazyfree-lazy-eviction',
  'lazyfree-lazy-expire',
  'lazyfree-lazy-server-del',
  'lazyfree-lazy-user-del',
] as const;

const sinceEight = ['extended-redis-compatibility'] as const;

/** The names that a family takes. */
export function parametersOf(family: string): readonly string[] {
  return [...everywhere, ...(/7$/.test(family) ? untilSeven : sinceEight)];
}

/** Why one that people bring from their own servers is not there. */
export const missingParameters: Readonly<Partial<Record<string, string>>> = {
  appendonly:
    'ElastiCache has no append-only file. What keeps data is a replica in another zone, and the snapshots.',
  appendfsync: 'ElastiCache has no append-only file.',
  save: "Snapshots are the service's own: see snapshots.retentionDays and snapshots.window.",
  requirepass: 'The password is the AUTH token, which is made and kept: see elasticache.auth.',
  maxmemory: 'The node type decides it: see elasticache.nodeType.',
  databases: 'It cannot be changed; there are 16 with topology replicated, one with cluster.',
  'cluster-enabled': 'The topology decides it.',
};
