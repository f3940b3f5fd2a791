// What somebody should be told of, with what to do, as Prometheus rules: once for a PrometheusRule (monitoring.ts) and for the file
// that people without the operator load (observability/). Metrics: github.com/oliver006/redis_exporter.

import { maxmemoryShare } from '../own.ts';
import { isCluster, type Plan, quorum, sentinelCount, serversOf } from '../plan.ts';

export interface Alert {
  alert: string;
  expr: string;
  for: string;
  labels: { severity: 'critical' | 'warning'; instance_name: string };
  annotations: { summary: string; description: string };
}

export function alertGroup(plan: Plan): { name: string; rules: Alert[] } {
  const { name, own } = plan;
  const servers = serversOf(plan).length;
  const pods = isCluster(plan) ? `${name}-shard-[0-9]+` : plan.data;
  const data = `namespace="${own.namespace}", pod=~"${pods}-[0-9]+"`;
  const alert: Make = (title, expr, severity, wait, description) => ({
    alert: title,
    expr,
    for: wait,
    labels: { severity, instance_name: name },
    annotations: { summary: `${title}: Redis ${name} in ${own.namespace}`, description },
  });
  return {
    name: `redis-ha.${own.namespace}.${name}`,
    rules: [
      ...(isCluster(plan)
        ? [
            alert(
              'RedisClusterSlotsDown',
              `(max(redis_cluster_slots_ok{${data}}) or vector(0)) < 16384`,
              'critical',
              '30s',
              'A part of the keys is served by nobody: a shard has no primary. Look with: redis-ha status.',
            ),
          ]
        : [
            alert(
              'RedisWithoutPrimary',
              `count(redis_instance_info{${data}, role="master"}) != 1 or absent(redis_instance_info{${data}, role="master"})`,
              'critical',
              '30s',
              'Not exactly one server is primary. Look with: redis-ha status.',
            ),
          ]),
      alert(
        'RedisServerMissing',
        `(count(redis_up{${data}} == 1) or vector(0)) < ${servers}`,
        'warning',
        '5m',
        'A data server does not answer, so redundancy is reduced. Look at its pod and its node.',
      ),
      ...(plan.spec.replicas > 0
        ? [
            alert(
              'RedisReplicaLinkDown',
              `redis_master_link_up{${data}} == 0`,
              'warning',
              '2m',
              'A replica has no link to the primary: it cannot take over without losing writes.',
            ),
            alert(
              'RedisReplicaLags',
              `max(redis_connected_slave_lag_seconds{${data}}) > 10`,
              'warning',
              '1m',
              'A replica has not told the primary for ten seconds how far it is: what is written meanwhile would be lost with the primary.',
            ),
          ]
        : []),
      ...(isCluster(plan) ? [] : sentinelAlerts(plan, alert)),
      alert(
        'RedisMemoryNearlyFull',
        `redis_memory_used_bytes{${data}} > 0.9 * ${plan.maxmemory}`,
        'warning',
        '10m',
        `Nine tenths of maxmemory are used, which is ${maxmemoryShare * 100} % of the server's memory. Raise memoryGb, or let keys expire.`,
      ),
      alert(
        'RedisConnectionsRejected',
        `sum(increase(redis_rejected_connections_total{${data}}[5m])) > 0`,
        'warning',
        '0s',
        'A server has as many connections as maxclients allows: who opens them and does not close them? CLIENT LIST says.',
      ),
      alert(
        'RedisPersistenceFails',
        `redis_aof_last_write_status{${data}} == 0 or redis_rdb_last_bgsave_status{${data}} == 0`,
        'critical',
        '1m',
        'The append-only file or a save could not be written: look at the volume.',
      ),
    ],
  };
}

type Make = (
  title: string,
  expr: string,
  severity: 'critical' | 'warning',
  wait: string,
  description: string,
) => Alert;

function sentinelAlerts(plan: Plan, alert: Make): Alert[] {
  const sentinels = `namespace="${plan.own.namespace}", pod=~"${plan.sentinel}-[0-9]+"`;
  return [
    alert(
      'RedisSentinelsTooFew',
      `(max(redis_sentinel_master_sentinels{${sentinels}}) or vector(0)) < ${sentinelCount}`,
      'warning',
      '2m',
      'A Sentinel is missing; with one more gone there is no failover.',
    ),
    alert(
      'RedisNoFailoverPossible',
      [
        `max(redis_sentinel_master_ok_sentinels{${sentinels}}) < ${quorum}`,
        ...(plan.spec.replicas > 0 ? [`max(redis_sentinel_master_ok_slaves{${sentinels}}) == 0`] : []),
      ].join(' or '),
      'critical',
      '1m',
      'Too few Sentinels agree, or none of them sees a replica that could be promoted. Look with: redis-ha status.',
    ),
    alert(
      'RedisSentinelTilt',
      `max(redis_sentinel_tilt{${sentinels}}) == 1`,
      'warning',
      '0s',
      'A Sentinel was held up (clock, name server) and does nothing for 30 seconds.',
    ),
  ];
}
