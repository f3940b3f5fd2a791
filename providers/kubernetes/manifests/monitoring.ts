import { type Plan, sentinelCount } from '../plan.ts';
import { labelsOf, metadataOf, selectorOf } from './meta.ts';

/** Tells the Prometheus Operator to scrape the exporters. */
export function serviceMonitor(plan: Plan) {
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: metadataOf(plan, plan.name),
    spec: {
      namespaceSelector: { matchNames: [plan.own.namespace] },
      selector: { matchLabels: selectorOf(plan) },
      endpoints: [{ port: 'metrics', interval: '10s' }],
    },
  };
}

/** What somebody should be told of, with what to do. Metrics: github.com/oliver006/redis_exporter. */
export function prometheusRule(plan: Plan) {
  const { name, own, servers } = plan;
  const data = `namespace="${own.namespace}", pod=~"${plan.data}-[0-9]+"`;
  const sentinels = `namespace="${own.namespace}", pod=~"${plan.sentinel}-[0-9]+"`;
  const alert = (title: string, expr: string, severity: string, wait: string, description: string) => ({
    alert: title,
    expr,
    for: wait,
    labels: { severity, instance_name: name },
    annotations: { summary: `${title}: Redis ${name} in ${own.namespace}`, description },
  });
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { ...metadataOf(plan, plan.name), labels: labelsOf(plan) },
    spec: {
      groups: [
        {
          name: `redis-ha.${own.namespace}.${name}`,
          rules: [
            alert(
              'RedisWithoutPrimary',
              `count(redis_instance_info{${data}, role="master"}) != 1 or absent(redis_instance_info{${data}, role="master"})`,
              'critical',
              '30s',
              'Not exactly one server is primary. Look with: redis-ha status.',
            ),
            alert(
              'RedisServerMissing',
              `count(redis_up{${data}} == 1) < ${servers}`,
              'warning',
              '5m',
              'A data server does not answer, so redundancy is reduced. Look at its pod and its node.',
            ),
            alert(
              'RedisReplicaLinkDown',
              `redis_master_link_up{${data}} == 0`,
              'warning',
              '2m',
              'A replica has no link to the primary: it cannot take over without losing writes.',
            ),
            alert(
              'RedisSentinelsTooFew',
              `max(redis_sentinel_master_sentinels{${sentinels}}) < ${sentinelCount}`,
              'warning',
              '2m',
              'A Sentinel is missing; with one more gone there is no failover.',
            ),
            alert(
              'RedisSentinelTilt',
              `max(redis_sentinel_tilt{${sentinels}}) == 1`,
              'warning',
              '0s',
              'A Sentinel was held up (clock, name server) and does nothing for 30 seconds.',
            ),
            alert(
              'RedisMemoryNearlyFull',
              `redis_memory_used_bytes{${data}} > 0.9 * ${plan.maxmemory}`,
              'warning',
              '10m',
              'Nine tenths of maxmemory are used. Raise memoryGb, or let keys expire.',
            ),
            alert(
              'RedisPersistenceFails',
              `redis_aof_last_write_status{${data}} == 0 or redis_rdb_last_bgsave_status{${data}} == 0`,
              'critical',
              '1m',
              'The append-only file or a save could not be written: look at the volume.',
            ),
          ],
        },
      ],
    },
  };
}
