import { exclusive, type ResourceTable, type Row } from '../../tables/index.ts';
import { arn, arnOf, region, tags, tagsAll } from '../common.ts';

const api = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html';
const provider = 'terraform-provider-aws internal/service/cloudwatch/metric_alarm.go';

const actions: Row = {
  kind: 'list',
  set: provider,
  of: { kind: 'text', form: arnOf('[a-z0-9-]+') },
  max: 5,
  source: api,
};
const dimensions = { kind: 'map', of: { kind: 'text' }, max: 30 } as const;
const statistics = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'];

export const metricAlarm: ResourceTable = {
  type: 'aws:cloudwatch/metricAlarm:MetricAlarm',
  rows: {
    actionsEnabled: { kind: 'boolean', default: true, source: provider },
    alarmActions: actions,
    alarmDescription: { kind: 'text', max: 1024, source: api },
    comparisonOperator: {
      kind: 'text',
      allowed: [
        'GreaterThanOrEqualToThreshold',
        'GreaterThanThreshold',
        'LessThanThreshold',
        'LessThanOrEqualToThreshold',
        'LessThanLowerOrGreaterThanUpperThreshold',
        'LessThanLowerThreshold',
        'GreaterThanUpperThreshold',
      ],
      source: api,
    },
    datapointsToAlarm: { kind: 'number', whole: true, min: 1, source: api },
    dimensions: { ...dimensions, source: api },
    evaluateLowSampleCountPercentiles: { kind: 'text', allowed: ['evaluate', 'ignore'], source: api },
    evaluationPeriods: { kind: 'number', whole: true, min: 1, source: api },
    extendedStatistic: { kind: 'text', source: api },
    insufficientDataActions: actions,
    metricName: { kind: 'text', max: 255, source: api },
    metricQueries: {
      kind: 'list',
      set: provider,
      of: {
        kind: 'object',
        fields: {
          accountId: { kind: 'text' },
          expression: { kind: 'text', max: 1024 },
          id: {
            kind: 'text',
            required: true,
            form: {
              says: 'a small letter first, then letters, digits and _',
              fits: (text) => /^[a-z][A-Za-z0-9_]*$/.test(text),
            },
          },
          label: { kind: 'text' },
          metric: {
            kind: 'object',
            fields: {
              dimensions,
              metricName: { kind: 'text', required: true },
              namespace: { kind: 'text' },
              period: { kind: 'number', required: true },
              stat: { kind: 'text', required: true },
              unit: { kind: 'text' },
            },
          },
          period: { kind: 'number' },
          returnData: { kind: 'boolean' },
        },
      },
      max: 20,
      source: api,
    },
    name: { kind: 'text', autoName: { max: 255 }, replaces: true, source: api },
    namespace: {
      kind: 'text',
      form: { says: 'a namespace that does not begin with a colon', fits: (text) => !text.startsWith(':') },
      source: api,
    },
    okActions: actions,
    period: { kind: 'number', whole: true, min: 10, source: api },
    region,
    statistic: { kind: 'text', allowed: statistics, source: api },
    tags,
    threshold: { kind: 'number', source: api },
    thresholdMetricId: { kind: 'text', source: api },
    treatMissingData: {
      kind: 'text',
      allowed: ['breaching', 'notBreaching', 'ignore', 'missing'],
      default: 'missing',
      source: api,
    },
    unit: { kind: 'text', source: api },
  },
  rules: [
    exclusive(['metricQueries', 'metricName'], api),
    exclusive(['threshold', 'thresholdMetricId'], api),
    exclusive(['statistic', 'extendedStatistic'], api),
    {
      source: api,
      reads: ['metricQueries', 'metricName'],
      judge: ({ metricQueries, metricName }) =>
        metricQueries === undefined && metricName === undefined
          ? { property: 'metricName', reason: 'An alarm watches a metric or an expression over metrics.' }
          : undefined,
    },
    {
      source:
        'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create-alarm-on-metric-math-expression.html (at most ten metrics)',
      reads: ['metricQueries'],
      judge({ metricQueries = [] }) {
        const queries = metricQueries as { metric?: object; returnData?: boolean }[];
        if (queries.filter(({ metric }) => metric !== undefined).length > 10)
          return { property: 'metricQueries', reason: 'An expression watches at most ten metrics.' };
        if (queries.length > 0 && queries.filter(({ returnData }) => returnData === true).length !== 1)
          return {
            property: 'metricQueries',
            reason: 'Exactly one query returns data: the one that is judged.',
          };
        return undefined;
      },
    },
  ],
  id: ({ inputs }) => String(inputs.name),
  outputs: {
    arn: { value: (made) => arn('cloudwatch', made, `alarm:${made.id}`), source: api },
    tagsAll,
  },
};
