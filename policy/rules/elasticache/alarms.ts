import { replicationGroup, serverlessCache } from '../../facts/elasticache.ts';
import { fields, ifKnown, text, texts } from '../../facts/read.ts';
import { type Props, stackRule } from '../../pack/rule.ts';
import { unlessUnknown } from '../../pack/unknown.ts';

export const elasticacheAlarms = stackRule({
  id: 'elasticache-alarms',
  title: 'Somebody hears of it',
  description: 'A cache must have an alarm.',
  weight: 'should',
  severity: 'medium',
  remediation:
    'Make an `aws.cloudwatch.MetricAlarm` on the cache: free memory, CPU of the engine, replication lag.',
  example: `new aws.cloudwatch.MetricAlarm('memory', { namespace: 'AWS/ElastiCache', metricName: 'DatabaseMemoryUsagePercentage', dimensions: { ReplicationGroupId: main.id }, … });`,
  url: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html',
  types: [replicationGroup, serverlessCache],
  check({ urn, props }, stack) {
    const name = text(ifKnown(props, 'replicationGroupId')) ?? text(ifKnown(props, 'name'));
    const alarms = stack.filter(({ type }) => type === 'aws:cloudwatch/metricAlarm:MetricAlarm');
    const meant = alarms.some(
      (alarm) =>
        Object.values(alarm.from ?? {}).some((urns) => urns.includes(urn)) || isNamed(alarm.props, name),
    );
    return meant
      ? undefined
      : 'Nobody hears when memory or CPU runs out: no MetricAlarm is about this cache.';
  },
});

/** A member is called after its group: main-001. */
function isNamed(alarm: Props, name: string | undefined): boolean {
  if (name === undefined) return false;
  const values = texts(unlessUnknown(() => fields(alarm.dimensions), {}));
  return values.some((value) => value === name || value.startsWith(`${name}-0`));
}
