// What people are woken for. One alarm a concern, over every node of the group: the worst node counts. Source of the metrics:
// docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html.

import type { Plan } from './plan.ts';

export interface Concern {
  /** The end of the alarm's name. */
  name: string;
  metric: string;
  statistic: 'Average' | 'Maximum' | 'Sum';
  /** Above this it is one. */
  threshold: number;
  /** Minutes, one after the other. */
  minutes: number;
  /** What it means and what to do. */
  says: string;
}

/** CloudWatch takes ten metrics in one alarm's expression. */
export const nodesInOneAlarm = 10;

export function concernsOf({ spec, own: { alarms } }: Plan): Concern[] {
  return [
    {
      name: 'engine-cpu',
      metric: 'EngineCPUUtilization',
      statistic: 'Average',
      threshold: alarms.engineCpuPercent,
      minutes: 5,
      says: 'The engine has one thread, and it is nearly used up: look for slow commands, then take a larger node type or more shards.',
    },
    {
      name: 'memory',
      metric: 'DatabaseMemoryUsagePercentage',
      statistic: 'Maximum',
      threshold: alarms.memoryPercent,
      minutes: 5,
      says:
        spec.purpose === 'durable'
          ? 'Memory is nearly full; then writes are refused (noeviction). Take a larger node type or more shards.'
          : 'Memory is nearly full; keys used least recently go (allkeys-lru).',
    },
    ...(spec.purpose === 'durable'
      ? [
          {
            name: 'evictions',
            metric: 'Evictions',
            statistic: 'Sum' as const,
            threshold: 0,
            minutes: 1,
            says: 'Keys are dropped where none may be: the eviction policy is not noeviction any more.',
          },
        ]
      : []),
    ...(spec.replicas > 0
      ? [
          {
            name: 'replication-lag',
            metric: 'ReplicationLag',
            statistic: 'Maximum' as const,
            threshold: alarms.replicationLagSeconds,
            minutes: 3,
            says: 'A replica is behind; a failover to it would lose what it lacks.',
          },
        ]
      : []),
    {
      name: 'connections',
      metric: 'CurrConnections',
      statistic: 'Maximum',
      threshold: alarms.connections,
      minutes: 3,
      says: 'Connections come near the most that a node takes: look for clients that open one for each request.',
    },
    {
      name: 'swap',
      metric: 'SwapUsage',
      statistic: 'Maximum',
      threshold: alarms.swapMb * 1_000_000,
      minutes: 5,
      says: 'A node swaps: leave more memory in reserve (reserved-memory-percent) or take a larger node type.',
    },
  ];
}
