import { MetricAlarm } from '@pulumi/aws/cloudwatch/metricAlarm.js';
import { Topic } from '@pulumi/aws/sns/topic.js';
import type * as pulumi from '@pulumi/pulumi';
import { type Concern, concernsOf, nodesInOneAlarm } from '../alarms.ts';
import type { Plan } from '../plan.ts';

/** ARN of the topic that alarms and events go to; undefined where there are none. */
export function topicOf(
  { name, own, tags }: Plan,
  options: pulumi.CustomResourceOptions,
): pulumi.Input<string> | undefined {
  if (!own.alarms.enabled) return undefined;
  return (
    own.alarms.topicArn ?? new Topic(`${name}-alarms`, { displayName: `Redis ${name}`, tags }, options).arn
  );
}

/** Alarms over the members of a replication group. */
export function groupAlarms(
  plan: Plan,
  members: pulumi.Output<string[]>,
  topicArn: pulumi.Input<string>,
  options: pulumi.CustomResourceOptions,
): void {
  const chunks = Math.ceil(plan.nodes / nodesInOneAlarm);
  for (const concern of concernsOf(plan))
    for (let chunk = 0; chunk < chunks; chunk += 1) {
      const first = chunk * nodesInOneAlarm;
      const nodes = Array.from(
        { length: Math.min(nodesInOneAlarm, plan.nodes - first) },
        (_, index) => first + index,
      );
      const ending = chunk === 0 ? '' : `-${chunk + 1}`;
      new MetricAlarm(
        `${plan.name}-${concern.name}${ending}`,
        { ...alarm(plan, concern, topicArn), metricQueries: worst(concern, nodes, members) },
        options,
      );
    }
}

function alarm({ name, tags }: Plan, concern: Concern, topicArn: pulumi.Input<string>) {
  return {
    alarmDescription: `Redis ${name}: ${concern.says}`,
    comparisonOperator: 'GreaterThanThreshold',
    threshold: concern.threshold,
    evaluationPeriods: concern.minutes,
    // A node that is being replaced says nothing for a while.
    treatMissingData: 'notBreaching',
    alarmActions: [topicArn],
    okActions: [topicArn],
    tags,
  };
}

/** The highest of the nodes' values. */
function worst({ metric, statistic }: Concern, nodes: number[], members: pulumi.Output<string[]>) {
  return [
    { id: 'worst', expression: 'MAX(METRICS())', label: `${metric}, the worst node`, returnData: true },
    ...nodes.map((node) => ({
      id: `node${node + 1}`,
      metric: {
        namespace: 'AWS/ElastiCache',
        metricName: metric,
        dimensions: { CacheClusterId: members.apply((names) => names[node] ?? '') },
        period: 60,
        stat: statistic,
      },
    })),
  ];
}

/** A serverless cache has no nodes: what counts is whether it holds commands back. */
export function serverlessAlarms(
  plan: Plan,
  cacheName: pulumi.Output<string>,
  topicArn: pulumi.Input<string>,
  options: pulumi.CustomResourceOptions,
): void {
  const says =
    'Commands are held back: the cache is at elasticache.serverless.maxEcpuPerSecond, or grows too fast.';
  const concern: Concern = {
    name: 'throttled',
    metric: 'ThrottledCmds',
    statistic: 'Sum',
    threshold: 0,
    minutes: 3,
    says,
  };
  new MetricAlarm(
    `${plan.name}-${concern.name}`,
    {
      ...alarm(plan, concern, topicArn),
      namespace: 'AWS/ElastiCache',
      metricName: concern.metric,
      dimensions: { clusterId: cacheName },
      period: 60,
      statistic: concern.statistic,
    },
    options,
  );
}
